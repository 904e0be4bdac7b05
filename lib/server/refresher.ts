import { loadDataset } from "../data/load.ts";
import { isLocale } from "../i18n/locales.ts";
import { publicPath } from "../i18n/routes.ts";
import { readBuildAddresses } from "./buildAddresses.ts";
import { getData } from "./dataRuntime.ts";
import { getEnv } from "./env.ts";

/** Between two looks. A page is regenerated at most this long after its data came of age. */
const MAX_TICK_MS = 60_000;
/** No page takes longer from the cache; more means the server is busy and the next tick will do. */
const REQUEST_TIMEOUT_MS = 10_000;

/**
 * Keeps the site current without waiting for readers: fetches every dataset whose time is up, then
 * asks for the pages that show data. Next answers an expired page as it is and regenerates it
 * behind the answer, so that this timer and not a reader gets the old one.
 *
 * Not awaited by anyone: a request to the own server before it listens would block it.
 */
export function startRefresher(): void {
  const { DATA_REVALIDATE_SECONDS, BUILD_DIR } = getEnv();
  const tickMs = Math.min(MAX_TICK_MS, (DATA_REVALIDATE_SECONDS * 1000) / 5);
  const paths = readBuildAddresses(BUILD_DIR)
    .filter(({ path, showsData }) => showsData && isLocale(path.split("/")[1]))
    .map(({ path }) => publicPath(path));
  const tick = async () => {
    await refreshDatasets();
    await requestPages(paths);
    setTimeout(tick, tickMs).unref();
  };
  setTimeout(tick, tickMs).unref();
}

/** The engine itself decides what is due; what is not costs one read of the store. */
async function refreshDatasets(): Promise<void> {
  const { datasets, runtime } = getData();
  await Promise.all(Object.values(datasets).map((dataset) => loadDataset(dataset, runtime)));
}

async function requestPages(paths: readonly string[]): Promise<void> {
  const origin = `http://127.0.0.1:${process.env.PORT ?? getEnv().PORT}`;
  for (const path of paths) {
    try {
      const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
      await fetch(new URL(path, origin), { method: "HEAD", redirect: "error", signal });
    } catch (error) {
      console.error(`Refresh of ${path} failed: ${(error as Error).message}`);
    }
  }
}
