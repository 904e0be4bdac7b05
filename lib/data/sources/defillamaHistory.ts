/**
 * DefiLlama coins API. `GET /chart/{coins}`.
 *
 * Keyless. Terms: credit DefiLlama. Limits are not documented.
 * Traps: times in seconds; without `end` the points lie at the hour of the call, so the last
 * midnight is asked for; a point is the price known nearest to it, up to a tenth of the period
 * away; unknown tokens are left out. https://api-docs.defillama.com
 */
import { z } from "zod";
import type { NetworkId } from "../../networks.ts";
import { type Close, MAX_CLOSES, readCloses } from "../closes.ts";
import type { Reading, Source } from "../dataset.ts";
import { keys } from "./defillama.ts";

const API = "https://coins.llama.fi";

/** Below this DefiLlama itself doubts its prices. */
const MIN_CONFIDENCE = 0.8;
/** A tenth of a day: as far from the midnight asked for as DefiLlama looks for a price. */
const TOLERANCE_MS = 8_640_000;
/** Seconds. */
const DAY = 86_400;

const chartSchema = z.object({
  coins: z.record(
    z.string(),
    z.object({
      confidence: z.number().optional(),
      prices: z.array(z.object({ timestamp: z.number(), price: z.number().nullable() })),
    }),
  ),
});

/** @param answer of `/chart` */
export function parseChart(
  answer: unknown,
  network: NetworkId,
  now: Date,
): Reading<"closes", Close[]> {
  const coin = chartSchema.parse(answer).coins[keys[network]];
  if (!coin) throw new Error("token unknown");
  if ((coin.confidence ?? 1) < MIN_CONFIDENCE) throw new Error(`confidence ${coin.confidence}`);
  const points = coin.prices.map(({ timestamp, price }) => ({ at: timestamp * 1000, usd: price }));
  return readCloses(points, now, TOLERANCE_MS);
}

export function createDefillamaHistory(network: NetworkId): Source<"closes", Close[]> {
  return {
    id: "defillama",
    name: "DefiLlama",
    url: "https://defillama.com",
    offers: ["closes"],
    async fetch(_wanted, http) {
      const now = new Date();
      const end = Math.floor(now.getTime() / 1000 / DAY) * DAY;
      const answer = await http.json(
        `${API}/chart/${keys[network]}?end=${end}&span=${MAX_CLOSES}&period=1d`,
      );
      return [parseChart(answer, network, now)];
    },
  };
}
