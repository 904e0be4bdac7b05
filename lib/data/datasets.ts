import { type NetworkId, networkIds } from "../networks.ts";
import type { Dataset } from "./dataset.ts";
import { implausiblePrice, type Price, priceSchema } from "./price.ts";
import { priceSeed } from "./seed.ts";
import { createCoingecko } from "./sources/coingecko.ts";
import { coinpaprika } from "./sources/coinpaprika.ts";
import { defillama } from "./sources/defillama.ts";

const DAY = 86_400;

/** Optional keys of single sources; without them the keyless access is used. */
export type SourceKeys = { coingecko: string | undefined };

/** The registry of datasets: what exists, from where, and how long it may be shown. */
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
  return { prices };
}

export type Datasets = ReturnType<typeof createDatasets>;
export type DatasetId = keyof Datasets;

/** Part names and values of a dataset, by its id. */
export type PartOf<Id extends DatasetId> = Datasets[Id]["parts"][number];
export type ValueOf<Id extends DatasetId> =
  Datasets[Id] extends Dataset<PartOf<Id>, infer Value> ? Value : never;
