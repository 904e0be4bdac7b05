import { type NetworkId, networkIds } from "../networks.ts";
import type { Dataset, DatasetState } from "./dataset.ts";
import { akash } from "./datasets/akash.ts";
import { akashGpuPrices } from "./datasets/akashGpuPrices.ts";
import { arweave } from "./datasets/arweave.ts";
import { bittensor } from "./datasets/bittensor.ts";
import { fetchAi } from "./datasets/fetchAi.ts";
import { filecoin } from "./datasets/filecoin.ts";
import { gpuPrices } from "./datasets/gpuPrices.ts";
import { helium } from "./datasets/helium.ts";
import { createHistory } from "./datasets/history.ts";
import { ionet } from "./datasets/ionet.ts";
import { render } from "./datasets/render.ts";
import { revenue } from "./datasets/revenue.ts";
import { implausiblePrice, type Price, priceSchema } from "./price.ts";
import { priceSeed } from "./seed.ts";
import { createCoingecko } from "./sources/coingecko.ts";
import { coinpaprika } from "./sources/coinpaprika.ts";
import { defillama } from "./sources/defillama.ts";

const DAY = 86_400;

/** Optional keys of single sources; without them the keyless access is used. */
export type SourceKeys = { coingecko: string | undefined };

/**
 * The registry of datasets: what exists, from where, and how long it may be shown. A dataset is
 * kept under its own id.
 */
export function createDatasets(keys: SourceKeys) {
  const prices: Dataset<NetworkId, Price> = {
    id: "prices",
    title: "Token prices and market values",
    unit: () => "USD and EUR",
    parts: networkIds,
    // Traded so little that sources drop it at times; no reason to ask them all again every quarter of an hour.
    optional: ["wifi-map"],
    value: priceSchema,
    sources: [createCoingecko(keys.coingecko), defillama, coinpaprika],
    // A price two weeks old tells a reader nothing about today's.
    maxAgeSeconds: 14 * DAY,
    implausible: implausiblePrice,
    seed: priceSeed,
  };
  return {
    prices,
    revenue,
    akash,
    "akash-gpu-prices": akashGpuPrices,
    render,
    "io-net": ionet,
    filecoin,
    arweave,
    helium,
    "fetch-ai": fetchAi,
    bittensor,
    "gpu-prices": gpuPrices,
    "history-render": createHistory("render", keys.coingecko),
    "history-akash": createHistory("akash", keys.coingecko),
    "history-io-net": createHistory("io-net", keys.coingecko),
    "history-filecoin": createHistory("filecoin", keys.coingecko),
    "history-arweave": createHistory("arweave", keys.coingecko),
    "history-helium": createHistory("helium", keys.coingecko),
    "history-wifi-map": createHistory("wifi-map", keys.coingecko),
    "history-fetch-ai": createHistory("fetch-ai", keys.coingecko),
    "history-bittensor": createHistory("bittensor", keys.coingecko),
  };
}

export type Datasets = ReturnType<typeof createDatasets>;
export type DatasetId = keyof Datasets;

/** Part names and values of a dataset, by its id. */
export type PartOf<Id extends DatasetId> = Datasets[Id]["parts"][number];
export type ValueOf<Id extends DatasetId> =
  Datasets[Id] extends Dataset<PartOf<Id>, infer Value> ? Value : never;

export type StateOf<Id extends DatasetId> = DatasetState<PartOf<Id>, ValueOf<Id>>;

/** Ids of all datasets, for addresses. */
export const datasetIds = Object.keys(createDatasets({ coingecko: undefined })) as DatasetId[];
