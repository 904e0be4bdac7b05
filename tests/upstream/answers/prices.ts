import { type Route, recording } from "./recording.ts";

type Json = Record<string, unknown>;

type Market = Json & { id: string; symbol: string; current_price: number; last_updated: string };

const markets: Record<string, Market[]> = {
  usd: recording("coingecko-coins-markets-usd"),
  eur: recording("coingecko-coins-markets-eur"),
};
const wifi: Record<string, Json> = recording("coingecko-simple-token-price-wifi-polygon");
const percentages: Json = recording("defillama-percentage");
const rate: Json = recording("frankfurter-v1-latest");
const ticker: Json = recording("coinpaprika-ticker-hnt-helium");

const COINPAPRIKA_TO_COINGECKO: Record<string, string> = {
  "render-render": "render-token",
  "akt-akash-network": "akash-network",
  "fil-filecoin": "filecoin",
  "ar-arweave": "arweave",
  "hnt-helium": "helium",
  "fet-artificial-superintelligence-alliance": "fetch-ai",
  "tao-bittensor": "bittensor",
};

const marketOf = (id: string, currency = "usd") => markets[currency]?.find((row) => row.id === id);

/** Unknown ids are dropped without a word, as the vendor does. */
function coingeckoMarkets(url: URL): Market[] {
  const ids = url.searchParams.get("ids")?.split(",") ?? [];
  const rows = markets[url.searchParams.get("vs_currency") ?? "usd"] ?? [];
  return rows.filter(({ id }) => ids.includes(id));
}

function defillamaPrices(url: URL): unknown {
  const keys = decodeURIComponent(url.pathname).split("/").at(-1)?.split(",") ?? [];
  const coins = keys.flatMap((key) => {
    const market = marketOf(key.startsWith("polygon:") ? "wifi" : key.replace("coingecko:", ""));
    if (!market) return [];
    const timestamp = Math.floor(Date.parse(market.last_updated) / 1000);
    return [
      [key, { price: market.current_price, symbol: market.symbol, timestamp, confidence: 0.99 }],
    ];
  });
  return { coins: Object.fromEntries(coins) };
}

function coinpaprikaTicker(url: URL): unknown {
  const id = url.pathname.split("/").at(-1) ?? "";
  const coingeckoId = COINPAPRIKA_TO_COINGECKO[id];
  const usd = coingeckoId && marketOf(coingeckoId);
  if (!usd) return undefined;
  const quote = (market: Market | undefined) => ({
    ...((ticker.quotes as Json).USD as Json),
    price: market?.current_price,
    market_cap: market?.market_cap,
  });
  const quotes = { USD: quote(usd), EUR: quote(marketOf(coingeckoId, "eur")) };
  return { ...ticker, id, symbol: usd.symbol.toUpperCase(), quotes };
}

export const prices: Route[] = [
  ["api.coingecko.com", /^\/api\/v3\/coins\/markets$/, coingeckoMarkets],
  ["api.coingecko.com", /^\/api\/v3\/simple\/token_price\/polygon-pos$/, () => wifi],
  ["coins.llama.fi", /^\/prices\/current\//, defillamaPrices],
  ["coins.llama.fi", /^\/percentage\//, () => percentages],
  ["api.frankfurter.dev", /^\/v1\/latest$/, () => rate],
  ["api.coinpaprika.com", /^\/v1\/tickers\//, coinpaprikaTicker],
];
