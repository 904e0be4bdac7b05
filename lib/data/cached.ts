import { cacheLife, cacheTag } from "next/cache";
import { getData } from "../server/dataRuntime.ts";
import { loadDataset } from "./load.ts";

/** How long a browser may reuse what it has without asking. */
const STALE_SECONDS = 300;
/** How long an unvisited page may be served as it is; the server's timer comes long before. */
const EXPIRE_SECONDS = 30 * 86_400;

/**
 * The prices as the page being generated may show them.
 *
 * The only place that knows Next's cache. It keeps the state until the next attempt is due and no
 * longer: a fixed period on top of the snapshot's own would double its age.
 */
export async function getPrices() {
  "use cache";
  cacheTag("dataset:prices");
  const { datasets, runtime } = getData();
  const state = await loadDataset(datasets.prices, runtime);
  cacheLife({
    stale: STALE_SECONDS,
    revalidate: secondsUntil(state.dueAt, runtime.now()),
    expire: EXPIRE_SECONDS,
  });
  return state;
}

/** Whole seconds, rounded down so that no page outlives its data; 0 would make the page dynamic. */
function secondsUntil(instant: string, now: Date): number {
  return Math.max(1, Math.floor((Date.parse(instant) - now.getTime()) / 1000));
}
