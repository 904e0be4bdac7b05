/**
 * CoinGecko, public and demo API. `GET /coins/markets`, `GET /simple/token_price/{platform}`.
 *
 * Terms: a visible, linked "Data provided by CoinGecko" next to the data; keyless calls share a
 * per-IP limit with strangers (5–30 a minute), a demo key has 10,000 calls a month.
 * https://docs.coingecko.com · https://brand.coingecko.com/resources/attribution-guide
 */
import { z } from "zod";
import type { NetworkId } from "../../networks.ts";
import type { Reading, Source } from "../dataset.ts";
import type { Http } from "../http.ts";
import { amountOrNull, type Price, priceOnly } from "../price.ts";

const API = "https://api.coingecko.com/api/v3";

/** CoinGecko's id and ticker. Both must fit: an id that was given to another token is not ours. */
export const coins = {
  render: ["render-token", "render"],
  akash: ["akash-network", "akt"],
  "io-net": ["io", "io"],
  filecoin: ["filecoin", "fil"],
  arweave: ["arweave", "ar"],
  helium: ["helium", "hnt"],
  "fetch-ai": ["fetch-ai", "fet"],
  bittensor: ["bittensor", "tao"],
} as const satisfies Partial<Record<NetworkId, readonly [id: string, symbol: string]>>;

/** WiFi Map's id is not confirmed by the vendor; its contract is, so it is asked by contract. */
const WIFI_CONTRACT = "0xe238ecb42c424e877652ad82d8a939183a04c35f";

/** A week of hours is 168 points; far more are no single week. */
const MAX_WEEK_POINTS = 200;

const number = z.number().nullish();

const marketsSchema = z.array(
  z.object({
    id: z.string(),
    symbol: z.string(),
    current_price: number,
    market_cap: number,
    fully_diluted_valuation: number,
    total_volume: number,
    circulating_supply: number,
    total_supply: number,
    max_supply: number,
    last_updated: z.string().nullish(),
    price_change_percentage_24h_in_currency: number,
    price_change_percentage_7d_in_currency: number,
    price_change_percentage_30d_in_currency: number,
    price_change_percentage_1y_in_currency: number,
    /** An ornament: with a hole in it the line is left out, and the price stays. */
    sparkline_in_7d: z
      .object({ price: z.array(z.number()).max(MAX_WEEK_POINTS) })
      .nullish()
      .catch(null),
  }),
);

const contractSchema = z.record(
  z.string(),
  z.object({
    usd: number,
    eur: number,
    usd_market_cap: number,
    eur_market_cap: number,
    usd_24h_vol: number,
    eur_24h_vol: number,
    usd_24h_change: number,
    last_updated_at: number,
  }),
);

type MarketRow = z.infer<typeof marketsSchema>[number];

/** @param usd,eur the answers of `/coins/markets` in both currencies; rows without a price are left out */
export function parseMarkets(usd: unknown, eur: unknown): Reading<NetworkId, Price>[] {
  const dollars = marketsSchema.parse(usd);
  const euros = marketsSchema.parse(eur);
  return Object.entries(coins).flatMap(([network, [id, symbol]]) => {
    const isOurs = (row: MarketRow) => row.id === id && row.symbol.toLowerCase() === symbol;
    const dollar = dollars.find(isOurs);
    const price = amountOrNull(dollar?.current_price);
    if (!dollar?.last_updated || price === null) return [];
    return {
      part: network as NetworkId,
      value: toPrice(price, dollar, euros.find(isOurs)),
      observedAt: new Date(dollar.last_updated).toISOString(),
    };
  });
}

function toPrice(price: number, usd: MarketRow, eur: MarketRow | undefined): Price {
  const both = (key: "market_cap" | "fully_diluted_valuation" | "total_volume") => ({
    usd: amountOrNull(usd[key]),
    eur: amountOrNull(eur?.[key]),
  });
  return {
    price: { usd: price, eur: amountOrNull(eur?.current_price) },
    change: {
      day: usd.price_change_percentage_24h_in_currency ?? null,
      week: usd.price_change_percentage_7d_in_currency ?? null,
      month: usd.price_change_percentage_30d_in_currency ?? null,
      year: usd.price_change_percentage_1y_in_currency ?? null,
    },
    marketCap: both("market_cap"),
    fullyDiluted: both("fully_diluted_valuation"),
    volume: both("total_volume"),
    supply: {
      circulating: amountOrNull(usd.circulating_supply),
      total: amountOrNull(usd.total_supply),
      max: amountOrNull(usd.max_supply),
    },
    week: usd.sparkline_in_7d?.price ?? [],
  };
}

/** @param answer of `/simple/token_price/polygon-pos` */
export function parseWifi(answer: unknown): Reading<NetworkId, Price>[] {
  const row = contractSchema.parse(answer)[WIFI_CONTRACT];
  const price = amountOrNull(row?.usd);
  if (!row?.last_updated_at || price === null) return [];
  return [
    {
      part: "wifi-map",
      value: {
        ...priceOnly({ usd: price, eur: amountOrNull(row.eur) }),
        change: { day: row.usd_24h_change ?? null, week: null, month: null, year: null },
        marketCap: { usd: amountOrNull(row.usd_market_cap), eur: amountOrNull(row.eur_market_cap) },
        volume: { usd: amountOrNull(row.usd_24h_vol), eur: amountOrNull(row.eur_24h_vol) },
      },
      observedAt: new Date(row.last_updated_at * 1000).toISOString(),
    },
  ];
}

export function createCoingecko(demoKey: string | undefined): Source<NetworkId, Price> {
  const options = demoKey ? { headers: { "x-cg-demo-api-key": demoKey } } : {};
  const networks = Object.keys(coins) as (keyof typeof coins)[];

  async function fetchMarkets(wanted: readonly NetworkId[], http: Http) {
    const ids = networks.filter((network) => wanted.includes(network)).map((id) => coins[id][0]);
    if (ids.length === 0) return [];
    const ask = (currency: string) =>
      http.json(
        `${API}/coins/markets?vs_currency=${currency}&ids=${ids.join(",")}&sparkline=true&price_change_percentage=24h,7d,30d,1y&per_page=250&precision=full`,
        options,
      );
    return parseMarkets(await ask("usd"), await ask("eur"));
  }

  async function fetchWifi(wanted: readonly NetworkId[], http: Http) {
    if (!wanted.includes("wifi-map")) return [];
    return parseWifi(
      await http.json(
        `${API}/simple/token_price/polygon-pos?contract_addresses=${WIFI_CONTRACT}&vs_currencies=usd,eur&include_market_cap=true&include_24hr_vol=true&include_24hr_change=true&include_last_updated_at=true`,
        options,
      ),
    );
  }

  return {
    id: "coingecko",
    name: "CoinGecko",
    url: "https://www.coingecko.com",
    offers: [...networks, "wifi-map"],
    async fetch(wanted, http, report) {
      const markets = await fetchMarkets(wanted, http);
      try {
        return [...markets, ...(await fetchWifi(wanted, http))];
      } catch (error) {
        // A call of its own must not cost the others theirs.
        report("wifi-map", error instanceof Error ? error.message : String(error));
        return markets;
      }
    },
  };
}
