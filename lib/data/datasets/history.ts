import type { NetworkId } from "../../networks.ts";
import { type Close, closesSchema, implausibleCloses } from "../closes.ts";
import type { Dataset } from "../dataset.ts";
import {
  createCoingeckoHistory,
  type ListedNetwork,
  listedNetworks,
} from "../sources/coingeckoHistory.ts";
import { createDefillamaHistory } from "../sources/defillamaHistory.ts";

/** A line that ends a month ago is no longer a chart of the last year. */
const MAX_AGE_SECONDS = 30 * 86_400;

export type HistoryDataset = Dataset<"closes", Close[]>;

/**
 * The closes of the last 365 finished UTC days of one token, in US dollars.
 *
 * `observedAt` is the day of the last close.
 *
 * @param demoKey of CoinGecko; without it the keyless access is used
 */
export function createHistory(network: NetworkId, demoKey: string | undefined): HistoryDataset {
  const coingecko = isListed(network) ? [createCoingeckoHistory(network, demoKey)] : [];
  return {
    id: `history-${network}`,
    title: `Daily closing prices (${network})`,
    parts: ["closes"],
    optional: [],
    unit: () => "USD",
    value: closesSchema,
    sources: [...coingecko, createDefillamaHistory(network)],
    maxAgeSeconds: MAX_AGE_SECONDS,
    implausible: implausibleCloses,
    seed: {},
  };
}

function isListed(network: NetworkId): network is ListedNetwork {
  return listedNetworks.some((listed) => listed === network);
}
