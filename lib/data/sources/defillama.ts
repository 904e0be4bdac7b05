/**
 * DefiLlama coins API with the euro rate of the European Central Bank by Frankfurter.
 * `GET /prices/current/{coins}`, `GET /percentage/{coins}`; `GET /v1/latest`.
 *
 * Keyless. Terms: credit DefiLlama and the ECB. Gives neither euro nor market value: the euro is
 * the dollar price times the last working day's reference rate, the rest stays unknown.
 * https://api-docs.defillama.com · https://frankfurter.dev
 */
import { z } from "zod";
import type { NetworkId } from "../../networks.ts";
import type { Reading, Source } from "../dataset.ts";
import { amountOrNull, type Price, priceOnly } from "../price.ts";

const COINS = "https://coins.llama.fi";
const RATES = "https://api.frankfurter.dev";

export const keys: Record<NetworkId, string> = {
  render: "coingecko:render-token",
  akash: "coingecko:akash-network",
  "io-net": "coingecko:io",
  filecoin: "coingecko:filecoin",
  arweave: "coingecko:arweave",
  helium: "coingecko:helium",
  "wifi-map": "polygon:0xe238ecb42c424e877652ad82d8a939183a04c35f",
  "fetch-ai": "coingecko:fetch-ai",
  bittensor: "coingecko:bittensor",
};

/** Below this DefiLlama itself doubts its price. */
const MIN_CONFIDENCE = 0.8;

const pricesSchema = z.object({
  coins: z.record(
    z.string(),
    z.object({
      price: z.number().nullish(),
      timestamp: z.number().int().positive(),
      confidence: z.number().optional(),
    }),
  ),
});

const percentSchema = z.object({ coins: z.record(z.string(), z.number().nullable()) });

const rateSchema = z.object({
  base: z.literal("USD"),
  rates: z.object({ EUR: z.number().positive() }),
});

type Percentages = Record<"day" | "week" | "month" | "year", unknown>;

/** Answers that may be missing are `null`; the price is not one of them. */
export function parseDefillama(
  prices: unknown,
  percentages: Percentages,
  rate: unknown,
): Reading<NetworkId, Price>[] {
  const { coins } = pricesSchema.parse(prices);
  const eurPerUsd = rateSchema.safeParse(rate).data?.rates.EUR ?? null;
  const change = (span: keyof Percentages, key: string) =>
    percentSchema.safeParse(percentages[span]).data?.coins[key] ?? null;
  return Object.entries(keys).flatMap(([network, key]) => {
    const coin = coins[key];
    const usd = amountOrNull(coin?.price);
    if (!coin || usd === null || (coin.confidence ?? 1) < MIN_CONFIDENCE) return [];
    return {
      part: network as NetworkId,
      value: {
        ...priceOnly({ usd, eur: eurPerUsd && usd * eurPerUsd }),
        change: {
          day: change("day", key),
          week: change("week", key),
          month: change("month", key),
          year: change("year", key),
        },
      },
      observedAt: new Date(coin.timestamp * 1000).toISOString(),
    };
  });
}

export const defillama: Source<NetworkId, Price> = {
  id: "defillama",
  name: "DefiLlama",
  url: "https://defillama.com",
  offers: Object.keys(keys) as NetworkId[],
  async fetch(wanted, http) {
    const list = wanted.map((network) => keys[network]).join(",");
    const prices = await http.json(`${COINS}/prices/current/${list}`);
    const optional = (url: string) => http.json(url).catch(() => null);
    const percentage = (period: string) =>
      optional(`${COINS}/percentage/${list}?period=${period}&lookForward=false`);
    const [day, week, month, year, rate] = await Promise.all([
      percentage("1d"),
      percentage("7d"),
      percentage("30d"),
      percentage("365d"),
      optional(`${RATES}/v1/latest?base=USD&symbols=EUR`),
    ]);
    return parseDefillama(prices, { day, week, month, year }, rate).filter(({ part }) =>
      wanted.includes(part),
    );
  },
};
