import type { Dataset, DatasetState } from "../data/dataset.ts";
import type { DatasetId, StateOf } from "../data/datasets.ts";
import { type DerivedInputs, deriveFigures } from "../data/derivedFigures.ts";
import { judge } from "../data/freshness.ts";
import { readSnapshot } from "../data/load.ts";
import type { Snapshot } from "../data/snapshot.ts";
import { readSupplies } from "../data/supplies.ts";
import { findDataset, getData, isDatasetId, listDatasets } from "../server/dataRuntime.ts";
import { getEnv } from "../server/env.ts";
import {
  type DatasetDocument,
  type DatasetSummary,
  describeDataset,
  summarise,
} from "./document.ts";
import { describeHealth, type Health } from "./health.ts";

type Known = {
  dataset: Dataset<string, unknown>;
  state: DatasetState<string, unknown>;
  snapshot: Snapshot | null;
};

/** What the store holds. Nothing is fetched: a caller of the API never waits for a source. */
async function look(dataset: Dataset<string, unknown>): Promise<Known> {
  const { runtime } = getData();
  const snapshot = await readSnapshot(dataset.id, runtime);
  const state = judge(dataset, snapshot, runtime.periods, runtime.now());
  return { dataset, state, snapshot };
}

export async function getSummaries(): Promise<DatasetSummary[]> {
  const known = await Promise.all(listDatasets().map(look));
  return known.map(({ dataset, state }) => summarise(dataset, state));
}

/** @returns `null` for an id that names no dataset. */
export async function getDocument(id: string): Promise<DatasetDocument | null> {
  const dataset = findDataset(id);
  if (!dataset) return null;
  const { state, snapshot } = await look(dataset);
  const derived = isDatasetId(id) ? await deriveFigures(id, storedInputs) : [];
  return describeDataset(dataset, state, snapshot, getEnv().SITE_URL, derived);
}

/** Inputs of derived figures, straight from the store. */
const storedInputs: DerivedInputs = {
  state: async <Id extends DatasetId>(id: Id) => {
    const dataset: Dataset<string, unknown> = getData().datasets[id];
    // The registry ties parts and values to the id, as in `cached.ts`.
    return (await look(dataset)).state as StateOf<Id>;
  },
  supplies: () => readSupplies(getData().runtime),
};

export async function getHealth(): Promise<Health> {
  return describeHealth(await Promise.all(listDatasets().map(look)), getData().runtime.now());
}
