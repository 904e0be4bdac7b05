import { loadDataset } from "../data/load.ts";
import { getData, listDatasets } from "./dataRuntime.ts";
import { getEnv } from "./env.ts";
import { listDataPages, requestPages } from "./pageRequests.ts";

/** Between two looks. A page is regenerated at most this long after its data came of age. */
const MAX_TICK_MS = 60_000;

/**
 * Keeps the site current without waiting for readers: fetches every dataset whose time is up, then
 * asks for the pages that show data, so that this timer and not a reader gets the old one.
 *
 * Not awaited by anyone: a request to the own server before it listens would block it.
 */
export function startRefresher(): void {
  const tickMs = Math.min(MAX_TICK_MS, (getEnv().DATA_REVALIDATE_SECONDS * 1000) / 5);
  const pages = listDataPages();
  const tick = async () => {
    await refreshDatasets();
    await requestPages(pages);
    setTimeout(tick, tickMs).unref();
  };
  setTimeout(tick, tickMs).unref();
}

/** The engine itself decides what is due; what is not costs one read of the store. */
async function refreshDatasets(): Promise<void> {
  const { runtime } = getData();
  await Promise.all(listDatasets().map((dataset) => loadDataset(dataset, runtime)));
}
