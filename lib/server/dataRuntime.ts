import { createDatasets, type Datasets } from "../data/datasets.ts";
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

let shared: { runtime: DataRuntime; datasets: Datasets } | undefined;

/** Runtime and datasets of this process. */
export function getData(): { runtime: DataRuntime; datasets: Datasets } {
  if (!shared) {
    const env = getEnv();
    shared = {
      runtime: createDataRuntime(env),
      datasets: createDatasets({ coingecko: env.COINGECKO_DEMO_API_KEY }),
    };
  }
  return shared;
}
