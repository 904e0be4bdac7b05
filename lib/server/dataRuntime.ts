import type { Dataset } from "../data/dataset.ts";
import { createDatasets, type DatasetId, type Datasets } from "../data/datasets.ts";
import { createFileStore } from "../data/fileStore.ts";
import { createHttp } from "../data/http.ts";
import type { DataRuntime } from "../data/load.ts";
import { createRedisStore } from "../data/redisStore.ts";
import { type Env, getEnv } from "./env.ts";

/** The engine's view of the world, as the environment describes it. */
export function createDataRuntime(env: Env): DataRuntime {
  return {
    store: env.REDIS_URL ? createRedisStore(env.REDIS_URL) : createFileStore(env.DATA_DIR),
    now: () => new Date(),
    periods: {
      revalidateSeconds: env.DATA_REVALIDATE_SECONDS,
      retrySeconds: env.DATA_RETRY_SECONDS,
    },
    createHttp: (signal) =>
      createHttp({ gateway: env.UPSTREAM_GATEWAY, siteUrl: env.SITE_URL, signal }),
    acceptSamples: env.UPSTREAM_GATEWAY !== undefined,
    fetching: process.env.NEXT_PHASE !== "phase-production-build",
  };
}

type Data = { runtime: DataRuntime; datasets: Datasets };

let shared: Data | undefined;

/** Runtime and datasets of this process. */
export function getData(): Data {
  if (!shared) {
    const env = getEnv();
    shared = {
      runtime: createDataRuntime(env),
      datasets: createDatasets({ coingecko: env.COINGECKO_DEMO_API_KEY }),
    };
  }
  return shared;
}

/** Every dataset, for what treats them all alike. */
export function listDatasets(): Dataset<string, unknown>[] {
  return Object.values<Dataset<string, unknown>>(getData().datasets);
}

/** @returns `undefined` for an id that names no dataset. */
export function findDataset(id: string): Dataset<string, unknown> | undefined {
  return listDatasets().find((dataset) => dataset.id === id);
}

export function isDatasetId(id: string): id is DatasetId {
  return Object.hasOwn(getData().datasets, id);
}

/** The unit of every part of a dataset. */
export function datasetUnits(id: DatasetId): Record<string, string> {
  const dataset: Dataset<string, unknown> = getData().datasets[id];
  return Object.fromEntries(dataset.parts.map((part) => [part, dataset.unit(part)]));
}
