/**
 * metagraph.sh, a third party's index of Bittensor. `GET /api/v1/economics`.
 *
 * Terms: keyless, 100 requests a minute per IP; the code is AGPL; credit metagraph.sh. Traps: the
 * answer has an `ok` of its own; it may be hours old and says so in `captured_at`. Whether its
 * `subnet_count` includes the root network is not documented, so it is not read.
 * https://api.metagraph.sh
 */
import { z } from "zod";
import type { Reading, Source } from "../dataset.ts";
import { issuedReadings } from "./substrate.ts";

type MetagraphPart = "issued" | "issuedShare";

const ECONOMICS = "https://api.metagraph.sh/api/v1/economics";

const economicsSchema = z.object({
  ok: z.literal(true),
  data: z.object({
    captured_at: z.iso.datetime({ offset: true }),
    chain_state: z.object({ total_issuance_tao: z.number().nullish() }),
  }),
});

/** @param answer of `/api/v1/economics` */
export function parseEconomics(answer: unknown): Reading<MetagraphPart, number>[] {
  const { captured_at, chain_state } = economicsSchema.parse(answer).data;
  return issuedReadings(chain_state.total_issuance_tao, new Date(captured_at).toISOString());
}

export const metagraph: Source<MetagraphPart, number> = {
  id: "metagraph",
  name: "metagraph.sh",
  url: "https://metagraph.sh",
  offers: ["issued", "issuedShare"],
  async fetch(wanted, http) {
    const readings = parseEconomics(await http.json(ECONOMICS));
    return readings.filter(({ part }) => wanted.includes(part));
  },
};
