/**
 * CoinGecko, public and demo API. `GET /coins/{id}/market_chart`.
 *
 * Terms and limits as in coingecko.ts. At most 365 days without a paid key (error 10012).
 * Traps: times in milliseconds; `interval=daily` gives the prices at 00:00 UTC and, as its last
 * point, the price of this moment; error bodies come in two nestings.
 * https://docs.coingecko.com/reference/coins-id-market-chart
 */
import { z } from "zod";
import { type Close, readCloses } from "../closes.ts";
import type { Reading, Source } from "../dataset.ts";
import { coins } from "./coingecko.ts";

const API = "https://api.coingecko.com/api/v3";

/** Networks whose token CoinGecko knows by an id that is confirmed. */
export type ListedNetwork = keyof typeof coins;

export const listedNetworks = Object.keys(coins) as ListedNetwork[];

const chartSchema = z.object({
  /** More columns than the two would not hurt. */
  prices: z.array(z.tuple([z.number(), z.number().nullable()]).rest(z.unknown())),
});

const statusSchema = z.object({ status: z.object({ error_code: z.number() }) });
const errorSchema = z.union([statusSchema, z.object({ error: statusSchema })]);

/** @param answer of `/market_chart`, also one that is an error with status 200 */
export function parseMarketChart(answer: unknown, now: Date): Reading<"closes", Close[]> {
  const error = errorSchema.safeParse(answer).data;
  if (error) {
    const { status } = "error" in error ? error.error : error;
    throw new Error(`CoinGecko error ${status.error_code}`);
  }
  const points = chartSchema.parse(answer).prices.map(([at, usd]) => ({ at, usd }));
  return readCloses(points, now, 0);
}

export function createCoingeckoHistory(
  network: ListedNetwork,
  demoKey: string | undefined,
): Source<"closes", Close[]> {
  const options = demoKey ? { headers: { "x-cg-demo-api-key": demoKey } } : {};
  const [id] = coins[network];
  return {
    id: "coingecko",
    name: "CoinGecko",
    url: `https://www.coingecko.com/en/coins/${id}`,
    offers: ["closes"],
    async fetch(_wanted, http) {
      const answer = await http.json(
        `${API}/coins/${id}/market_chart?vs_currency=usd&days=365&interval=daily`,
        options,
      );
      return [parseMarketChart(answer, new Date())];
    },
  };
}
