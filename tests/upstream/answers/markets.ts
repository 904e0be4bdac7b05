import { type Route, recording } from "./recording.ts";

type Json = Record<string, unknown>;

const DAY_MS = 86_400_000;
const MAX_DAYS = 365;

const chart: { prices: [number, number][] } = recording("coingecko-market-chart-akash-365d");
const llamaChart: { coins: Record<string, Json> } = recording("defillama-coins-chart");
const coins: { id: string; symbol: string; current_price: number }[] = recording(
  "coingecko-coins-markets-usd",
);
const gpuTypes: Json = recording("runpod-gputypes");
const bundles: { offers: (Json & { gpu_name: string })[] } = recording("vast-bundles");
const azure: { Items: Json[] } = recording("azure-retail-prices");

/**
 * Akash's recorded curve as the last 365 midnights of any token, oldest first: dates are moved so
 * that it ends with the last midnight, prices so that it ends with the token's recorded price.
 */
function closesOf(id: string, now: number): [at: number, usd: number][] {
  const price = coins.find((row) => row.id === id)?.current_price;
  if (price === undefined) return [];
  const curve = chart.prices.slice(0, -1);
  const scale = price / (curve.at(-1)?.[1] ?? 1);
  const lastMidnight = Math.floor(now / DAY_MS) * DAY_MS;
  return curve.map(([, usd], index) => [
    lastMidnight - (curve.length - 1 - index) * DAY_MS,
    usd * scale,
  ]);
}

/** The last point is the price of this moment, as the vendor's is. */
function marketChart(url: URL): unknown {
  const id = url.pathname.split("/").at(-2) ?? "";
  const now = Date.now();
  const closes = closesOf(id, now);
  const last = closes.at(-1);
  if (!last) return undefined;
  const days = Math.min(Number(url.searchParams.get("days")), MAX_DAYS);
  const prices = [...closes.slice(-days), [now, last[1]]];
  const flat = prices.map(([at]) => [at, 1]);
  return { prices, market_caps: flat, total_volumes: flat };
}

/** Unknown keys are dropped without a word, as the vendor does. */
function defillamaChart(url: URL): unknown {
  const keys = decodeURIComponent(url.pathname).split("/").at(-1)?.split(",") ?? [];
  const now = Date.now();
  const span = Number(url.searchParams.get("span"));
  const end = Number(url.searchParams.get("end") ?? now / 1000);
  const charts = keys.flatMap((key) => {
    const id = key.startsWith("polygon:") ? "wifi" : key.replace("coingecko:", "");
    const closes = closesOf(id, now).filter(([at]) => at / 1000 <= end);
    const prices = closes
      .slice(-span)
      .map(([at, price]) => ({ timestamp: Math.floor(at / 1000), price }));
    const symbol = coins.find((row) => row.id === id)?.symbol.toUpperCase();
    const shape = llamaChart.coins["coingecko:akash-network"];
    return prices.length > 0 ? [[key, { ...shape, symbol, prices }]] : [];
  });
  return { coins: Object.fromEntries(charts) };
}

/** The recording is about one card; of the others nothing is on offer. */
function vastBundles(_url: URL, body: unknown): unknown {
  const { gpu_name } = body as { gpu_name?: { eq?: string } };
  return { offers: bundles.offers.filter((offer) => offer.gpu_name === gpu_name?.eq) };
}

/** Machines that are not recorded, and how many dollars an hour they cost in `eastus`. */
const MADE_FOR_A_TEST: Record<string, { price: number; series: string }> = {
  Standard_NC40ads_H100_v5: { price: 6.98, series: "NCadsH100v5" },
  Standard_NC24ads_A100_v4: { price: 3.67, series: "NCA100v4" },
};

/** Rows of another machine: the recorded ones in other words and at other prices. */
function azurePrices(url: URL): unknown {
  const machine = /armSkuName eq '([^']*)'/.exec(url.searchParams.get("$filter") ?? "")?.[1] ?? "";
  const made = MADE_FOR_A_TEST[machine];
  const recorded = azure.Items.filter(({ armSkuName }) => armSkuName === machine);
  const Items = made
    ? azure.Items.map((row) => {
        const price = Number(((Number(row.retailPrice) / 98.32) * made.price).toFixed(3));
        const productName = String(row.productName).replace("NDsr H100 v5", made.series);
        const prices = { retailPrice: price, unitPrice: price };
        return { ...row, ...prices, productName, armSkuName: machine };
      })
    : recorded;
  return { ...azure, Items, Count: Items.length };
}

export const markets: Route[] = [
  ["api.coingecko.com", /^\/api\/v3\/coins\/[^/]+\/market_chart$/, marketChart],
  ["coins.llama.fi", /^\/chart\//, defillamaChart],
  ["api.runpod.io", /^\/graphql$/, () => gpuTypes],
  ["console.vast.ai", /^\/api\/v0\/bundles\/$/, vastBundles],
  ["prices.azure.com", /^\/api\/retail\/prices$/, azurePrices],
];
