/**
 * Turbo, an upload service for Arweave by ArDrive. `GET /v1/rates`.
 *
 * Terms: keyless, limits not stated; it is the vendor's own price, so credit and link it. Shape as
 * the vendor's SDK reads it. Traps: the prices in `fiat` are for one GiB and include the service's
 * fee; a node's price (arweave.ts) does not. https://docs.ardrive.io/docs/turbo
 */
import { z } from "zod";
import type { Reading, Source } from "../dataset.ts";
import { readingsOf } from "./readings.ts";

/** Price of one GiB stored for good, in US dollars and in euros. */
export type TurboPart = "gibPriceUsd" | "gibPriceEur";

const RATES = "https://payment.ardrive.io/v1/rates";

const ratesSchema = z.object({
  fiat: z.object({ usd: z.number().nullish(), eur: z.number().nullish() }),
});

/** @param answer of `/v1/rates` */
export function parseRates(answer: unknown, observedAt: string): Reading<TurboPart, number>[] {
  const { usd, eur } = ratesSchema.parse(answer).fiat;
  return readingsOf({ gibPriceUsd: usd, gibPriceEur: eur }, observedAt);
}

export const turbo: Source<TurboPart, number> = {
  id: "turbo",
  name: "Turbo (ArDrive)",
  url: RATES,
  offers: ["gibPriceUsd", "gibPriceEur"],
  async fetch(wanted, http) {
    const readings = parseRates(await http.json(RATES), new Date().toISOString());
    return readings.filter(({ part }) => wanted.includes(part));
  },
};
