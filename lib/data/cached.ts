import { cacheLife, cacheTag } from "next/cache";
import { getData } from "../server/dataRuntime.ts";
import type { Dataset, DatasetState } from "./dataset.ts";
import type { DatasetId, StateOf } from "./datasets.ts";
import { type DerivedFigure, deriveFigures } from "./derivedFigures.ts";
import { loadDataset } from "./load.ts";
import { readSupplies } from "./supplies.ts";

/** How long a browser may reuse what it has without asking. */
const STALE_SECONDS = 300;
/** How long an unvisited page may be served as it is; the server's timer comes long before. */
const EXPIRE_SECONDS = 30 * 86_400;

/** The tag of everything that shows a dataset. */
export const datasetTag = (id: string) => `dataset:${id}`;

/** A dataset as the page being generated may show it. */
export async function getDataset<Id extends DatasetId>(id: Id): Promise<StateOf<Id>> {
  // The registry ties parts and values to the id; the cache's key and answer do not know that.
  return (await cachedState(id)) as StateOf<Id>;
}

/**
 * The only place that knows Next's cache. It keeps the state until the next attempt is due and no
 * longer: a fixed period on top of the snapshot's own would double its age.
 */
async function cachedState(id: DatasetId): Promise<DatasetState<string, unknown>> {
  "use cache";
  cacheTag(datasetTag(id));
  const { datasets, runtime } = getData();
  const dataset: Dataset<string, unknown> = datasets[id];
  const state = await loadDataset(dataset, runtime);
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

/** The figures computed from a dataset, kept as long as the dataset itself. */
export async function getDerivedFigures(id: DatasetId): Promise<DerivedFigure[]> {
  "use cache";
  cacheTag(datasetTag(id));
  const { runtime } = getData();
  const { dueAt } = await getDataset(id);
  cacheLife({
    stale: STALE_SECONDS,
    revalidate: secondsUntil(dueAt, runtime.now()),
    expire: EXPIRE_SECONDS,
  });
  return deriveFigures(id, { state: getDataset, supplies: () => readSupplies(runtime) });
}
