import { PlainText, type Route, recording } from "./recording.ts";

type Question = { method?: string; params?: unknown[] };

const question = (body: unknown): Question => (body ?? {}) as Question;

/** Lotus: Filecoin's nodes. */
const filecoinResults: Record<string, unknown> = {
  "Filecoin.StateMinerPower": recording("filecoin-state-miner-power"),
  "Filecoin.StateVMCirculatingSupplyInternal": recording(
    "filecoin-state-vm-circulating-supply-internal",
  ),
};

const lotus = (body: unknown) => filecoinResults[question(body).method ?? ""];

/** Winston for one GiB; made up, like most values. A number in a text, as the nodes send it. */
const PRICE = new PlainText("1213344102934");
const arweaveInfo = recording("arweave-info");
const arweaveBlock = recording("arweave-block-height");

const arweaveGateway = (host: string): Route[] => [
  [host, /^\/info$/, () => arweaveInfo],
  [host, /^\/block\/current$/, () => arweaveBlock],
  [host, /^\/price\/1073741824$/, () => PRICE],
];

const turboRates = recording("turbo-rates");

const activeMobile = recording("helium-active-mobile-devices");
const activeIot = recording("helium-active-iot-devices");
const onboarded: Record<string, unknown> = {
  mobile: recording("helium-pagination-metadata-mobile"),
  iot: recording("helium-pagination-metadata-iot"),
};

type Accounts = { result: { value: [mobile: object, iot: object, missing: null] } };

const accounts: Accounts & Record<string, unknown> = recording(
  "solana-get-multiple-accounts-helium-dc-burned",
);

/**
 * Solana's `getMultipleAccounts` as the guide asks it: the first half are days of the mobile
 * network, the second of the IoT network, and the last account of all does not exist.
 */
export function heliumAccounts(body: unknown): unknown {
  const { method, params = [] } = question(body);
  const [keys] = params;
  if (method !== "getMultipleAccounts" || !Array.isArray(keys)) return undefined;
  const [mobile, iot] = accounts.result.value;
  const value = keys.map((_key, index) => {
    if (index === keys.length - 1) return null;
    return index < keys.length / 2 ? mobile : iot;
  });
  return { ...accounts, result: { ...accounts.result, value } };
}

/** Bittensor's storage, by key. */
const storage: Record<string, unknown> = {
  "0x658faa385070e074c85bf6b568cf055557c875e4cff74148e4628f264b974c80": recording(
    "bittensor-state-getstorage-totalissuance",
  ),
  "0x658faa385070e074c85bf6b568cf05554f85a3603259384a5fa5494b7d7fdb8c": recording(
    "bittensor-state-getstorage-totalstake",
  ),
  "0x658faa385070e074c85bf6b568cf05555f3bb7bcd0a076a48abf8c256d221721": recording(
    "bittensor-state-getstorage-totalnetworks",
  ),
};

/** A key that the chain does not know has no value, and that is no error. */
function subtensor(body: unknown): unknown {
  const { method, params = [] } = question(body);
  if (method !== "state_getStorage") return undefined;
  return storage[String(params[0])] ?? { jsonrpc: "2.0", id: 1, result: null };
}

const economics = recording("metagraph-economics");

const fetchPool = recording("cosmos-staking-pool-fetchhub");
const fetchSupply = recording("cosmos-supply-by-denom-afet");

const fetchHub = (host: string): Route[] => [
  [host, /^\/cosmos\/staking\/v1beta1\/pool$/, () => fetchPool],
  [
    host,
    /^\/cosmos\/bank\/v1beta1\/supply\/by_denom$/,
    ({ searchParams }) => (searchParams.get("denom") === "afet" ? fetchSupply : undefined),
  ],
];

/** Chains and services of single networks. Solana's route is shared: see `heliumAccounts`. */
export const networks: Route[] = [
  ["api.node.glif.io", /^\/rpc\/v1$/, (_url, body) => lotus(body)],
  ["filecoin.chainup.net", /^\/rpc\/v1$/, (_url, body) => lotus(body)],
  ...arweaveGateway("arweave.net"),
  ...arweaveGateway("ar-io.net"),
  ["payment.ardrive.io", /^\/v1\/rates$/, () => turboRates],
  ["hnt-rewards.oracle.helium.io", /^\/active-mobile-devices$/, () => activeMobile],
  ["hnt-rewards.oracle.helium.io", /^\/active-iot-devices$/, () => activeIot],
  [
    "entities.nft.helium.io",
    /^\/v2\/hotspots\/pagination-metadata$/,
    ({ searchParams }) => onboarded[searchParams.get("subnetwork") ?? ""],
  ],
  ["bittensor-finney.api.onfinality.io", /^\/public$/, (_url, body) => subtensor(body)],
  ["entrypoint-finney.opentensor.ai", /^\/$/, (_url, body) => subtensor(body)],
  ["api.metagraph.sh", /^\/api\/v1\/economics$/, () => economics],
  ...fetchHub("rest-fetchhub.fetch.ai"),
  ...fetchHub("fetch-rest.publicnode.com"),
  ...fetchHub("fetch-api.polkachu.com"),
];
