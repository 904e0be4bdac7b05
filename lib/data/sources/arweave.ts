/**
 * Arweave by the HTTP API of its nodes, as gateways pass it on. `GET /info`, `GET /block/current`,
 * `GET /price/{bytes}`.
 *
 * Terms: public chain data, keyless; the gateways are a courtesy without promise, limits not
 * stated, answers up to 30 s old. Traps: `height` is −1 while a node is syncing; `peers` is what one
 * node sees, not the size of the network; `weave_size` is a text; the price is plain text, and a
 * node that has not joined says so in words. https://docs.arweave.org/developers
 */
import { z } from "zod";
import type { Reading, Source } from "../dataset.ts";
import type { SourceRef } from "../snapshot.ts";
import { fromBaseUnits } from "../units.ts";
import { digits, readEach, readingsOf } from "./readings.ts";

/** Stored data in TB (10^12 bytes), height in blocks, price of one GiB in AR. */
export type ArweaveNodePart = "stored" | "height" | "gibPriceAr";

const GIB_BYTES = 2 ** 30;
const TERABYTE_DECIMALS = 12;
const WINSTON_DECIMALS = 12;

const infoSchema = z.object({ height: z.number().int().nullish() });

const blockSchema = z.object({
  /** Bytes in the weave since genesis. */
  weave_size: digits.nullish(),
  /** Seconds since 1970. */
  timestamp: z.number().int().positive(),
});

/** @param answer of `/info` */
export function parseHeight(answer: unknown, observedAt: string): Reading<"height", number>[] {
  const { height } = infoSchema.parse(answer);
  return readingsOf({ height: height === -1 ? null : height }, observedAt);
}

/** @param answer of `/block/current` */
export function parseBlock(answer: unknown): Reading<"stored", number>[] {
  const { weave_size, timestamp } = blockSchema.parse(answer);
  const stored = weave_size ? fromBaseUnits(weave_size, TERABYTE_DECIMALS) : null;
  return readingsOf({ stored }, new Date(timestamp * 1000).toISOString());
}

/** @param text of `/price/1073741824`: winston, 10^-12 AR */
export function parsePrice(text: string, observedAt: string): Reading<"gibPriceAr", number>[] {
  const gibPriceAr = fromBaseUnits(digits.parse(text), WINSTON_DECIMALS);
  return readingsOf({ gibPriceAr }, observedAt);
}

function createGateway(ref: SourceRef): Source<ArweaveNodePart, number> {
  return {
    ...ref,
    offers: ["stored", "height", "gibPriceAr"],
    fetch(wanted, http, report) {
      const observedAt = new Date().toISOString();
      const json = (path: string) => http.json(`${ref.url}${path}`);
      const price = () => http.text(`${ref.url}/price/${GIB_BYTES}`);
      return readEach<ArweaveNodePart>(
        [
          { parts: ["stored"], read: async () => parseBlock(await json("/block/current")) },
          { parts: ["height"], read: async () => parseHeight(await json("/info"), observedAt) },
          { parts: ["gibPriceAr"], read: async () => parsePrice(await price(), observedAt) },
        ],
        wanted,
        report,
      );
    },
  };
}

export const arweaveNet = createGateway({
  id: "arweave-net",
  name: "Arweave gateway arweave.net",
  url: "https://arweave.net",
});

export const arIo = createGateway({
  id: "ar-io-net",
  name: "Arweave gateway ar-io.net",
  url: "https://ar-io.net",
});
