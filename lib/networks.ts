/** The networks the guide follows. The order is the guide's, not a ranking. */
export const networkIds = [
  "render",
  "akash",
  "io-net",
  "filecoin",
  "arweave",
  "helium",
  "wifi-map",
  "fetch-ai",
  "bittensor",
] as const;

export type NetworkId = (typeof networkIds)[number];

export function isNetworkId(value: unknown): value is NetworkId {
  return networkIds.some((id) => id === value);
}
