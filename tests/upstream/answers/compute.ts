import { heliumAccounts } from "./networks.ts";
import { type Route, recording } from "./recording.ts";

type Json = Record<string, unknown>;

const AKASH = "console-api.akash.network";

const dashboard: Json = recording("akash-dashboard-data");
const capacity: Json = recording("akash-network-capacity");
const spending: Json = recording("akash-graph-data-dailyUUsdSpent");
const gpuPrices: Json = recording("akash-gpu-prices");

const akashPool: Json = recording("cosmos-staking-pool-akash");
const akashSupply: Json = recording("cosmos-supply-by-denom-uakt");

const akashNode = (host: string): Route[] => [
  [host, /^\/cosmos\/staking\/v1beta1\/pool$/, () => akashPool],
  [
    host,
    /^\/cosmos\/bank\/v1beta1\/supply\/by_denom$/,
    ({ searchParams }) => (searchParams.get("denom") === "uakt" ? akashSupply : undefined),
  ],
];

const market: Json = recording("ionet-market-snapshot");
const clusters: Json = recording("ionet-network-info-clusters");

const akashFees: Json = recording("defillama-summary-fees-akash");

/** Filecoin's are drawn from Akash's: nothing was recorded. */
const fees: Record<string, Json> = {
  akash: akashFees,
  "render-network-bme": recording("defillama-summary-fees-render-network-bme"),
  filecoin: { ...akashFees, name: "Filecoin", symbol: "FIL", slug: "filecoin" },
};

const supplies: Record<string, Json> = {
  rndrizKT3MK1iimdxRdWabcF7Zg7AR5T4nud4EkHBof: recording("solana-get-token-supply-render"),
  hntyVP6YFm1Hg25TN9WGLqM12b8TQmcknKrdu1oxWux: recording("solana-get-token-supply-hnt"),
};

/** What Solana says to a question that it does not know, with status 200. */
const invalid: Json = { jsonrpc: "2.0", error: { code: -32602, message: "Invalid param" }, id: 1 };

function solana(body: unknown): unknown {
  const { method, params = [] } = (body ?? {}) as { method?: string; params?: unknown[] };
  const supply = method === "getTokenSupply" ? supplies[String(params[0])] : heliumAccounts(body);
  return supply ?? invalid;
}

const solanaNode = (host: string): Route => [host, /^\/$/, (_url, body) => solana(body)];

/** Networks of computers, what users pay to them, and the chain that several of them share. */
export const compute: Route[] = [
  [AKASH, /^\/v1\/dashboard-data$/, () => dashboard],
  [AKASH, /^\/v1\/network-capacity$/, () => capacity],
  [AKASH, /^\/v1\/graph-data\/dailyUUsdSpent$/, () => spending],
  [AKASH, /^\/v1\/gpu-prices$/, () => gpuPrices],
  ...akashNode("akash-rest.publicnode.com"),
  ...akashNode("akash-api.polkachu.com"),
  ...akashNode("rest-akash.ecostake.com"),
  ["api.io.solutions", /^\/v1\/io-explorer\/network\/market-snapshot$/, () => market],
  ["api.io.solutions", /^\/v1\/io-explorer\/network\/info\/clusters$/, () => clusters],
  [
    "api.llama.fi",
    /^\/summary\/fees\/[^/]+$/,
    ({ pathname }) => fees[pathname.split("/").at(-1) ?? ""],
  ],
  solanaNode("api.mainnet-beta.solana.com"),
  solanaNode("solana-rpc.publicnode.com"),
  solanaNode("solana.drpc.org"),
];
