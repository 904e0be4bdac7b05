/**
 * CoinPaprika. `GET /v1/tickers/{id}?quotes=USD,EUR`.
 *
 * Keyless, 20,000 calls a month, described for non-commercial use; attribution welcome.
 * One call for each token, hence the last resort. https://api.coinpaprika.com
 */
import { z } from "zod";
import type { NetworkId } from "../../networks.ts";
import type { Reading, Source } from "../dataset.ts";
import { amountOrNull, type Price } from "../price.ts";

const API = "https://api.coinpaprika.com/v1";

/** Id and ticker. io.net's id is not known and WiFi Map is not listed. */
const coins = {
  render: ["render-render", "RENDER"],
  akash: ["akt-akash-network", "AKT"],
  filecoin: ["fil-filecoin", "FIL"],
  arweave: ["ar-arweave", "AR"],
  helium: ["hnt-helium", "HNT"],
  "fetch-ai": ["fet-artificial-superintelligence-alliance", "FET"],
  bittensor: ["tao-bittensor", "TAO"],
} as const satisfies Partial<Record<NetworkId, readonly [id: string, symbol: string]>>;

type Listed = keyof typeof coins;

const number = z.number().nullish();
const quote = z.object({
  price: number,
  volume_24h: number,
  market_cap: number,
  percent_change_24h: number,
  percent_change_7d: number,
  percent_change_30d: number,
  percent_change_1y: number,
});

const tickerSchema = z.object({
  id: z.string(),
  symbol: z.string(),
  circulating_supply: number,
  total_supply: number,
  max_supply: number,
  last_updated: z.iso.datetime(),
  quotes: z.object({ USD: quote, EUR: quote.optional() }),
});

/** @returns `null` when the answer has no price or is about another token. */
export function parseTicker(network: Listed, answer: unknown): Reading<NetworkId, Price> | null {
  const ticker = tickerSchema.parse(answer);
  const { USD, EUR } = ticker.quotes;
  const usd = amountOrNull(USD.price);
  const [id, symbol] = coins[network];
  if (usd === null || ticker.id !== id || ticker.symbol !== symbol) return null;
  return {
    part: network,
    value: {
      price: { usd, eur: amountOrNull(EUR?.price) },
      change: {
        day: USD.percent_change_24h ?? null,
        week: USD.percent_change_7d ?? null,
        month: USD.percent_change_30d ?? null,
        year: USD.percent_change_1y ?? null,
      },
      marketCap: { usd: amountOrNull(USD.market_cap), eur: amountOrNull(EUR?.market_cap) },
      fullyDiluted: { usd: null, eur: null },
      volume: { usd: amountOrNull(USD.volume_24h), eur: amountOrNull(EUR?.volume_24h) },
      supply: {
        circulating: amountOrNull(ticker.circulating_supply),
        total: amountOrNull(ticker.total_supply),
        max: amountOrNull(ticker.max_supply),
      },
      week: [],
    },
    observedAt: new Date(ticker.last_updated).toISOString(),
  };
}

export const coinpaprika: Source<NetworkId, Price> = {
  id: "coinpaprika",
  name: "CoinPaprika",
  url: "https://coinpaprika.com",
  offers: Object.keys(coins) as Listed[],
  async fetch(wanted, http) {
    const listed = wanted.filter((network): network is Listed => network in coins);
    const answers = await Promise.allSettled(
      listed.map(async (network) =>
        parseTicker(network, await http.json(`${API}/tickers/${coins[network][0]}?quotes=USD,EUR`)),
      ),
    );
    const failed = answers.find((answer) => answer.status === "rejected");
    if (failed && answers.every(({ status }) => status === "rejected")) throw failed.reason;
    return answers.flatMap((answer) =>
      answer.status === "fulfilled" && answer.value ? [answer.value] : [],
    );
  },
};
