import { setTimeout as sleep } from "node:timers/promises";
import type { Dataset, DatasetState } from "./dataset.ts";
import { dueTime, hasParts, judge, type Periods } from "./freshness.ts";
import type { Http } from "./http.ts";
import { runRound } from "./round.ts";
import { createSnapshot, type Snapshot } from "./snapshot.ts";
import type { SnapshotStore } from "./store.ts";

/** A round ends after this time, whatever the sources do; pages and builds wait no longer. */
const ROUND_TIMEOUT_MS = 40_000;
/** How often a process looks whether another one has finished its round. */
const LOCK_POLL_MS = 200;

/** All that the engine touches of the world. */
export type DataRuntime = {
  store: SnapshotStore;
  now: () => Date;
  periods: Periods;
  createHttp: (signal: AbortSignal) => Http;
  /** Samples count only when an upstream gateway is set; otherwise they are as good as nothing. */
  acceptSamples: boolean;
  /** `false` while pages are built: the build makes its one round beforehand. */
  fetching: boolean;
};

const flights = new Map<string, Promise<Snapshot | null>>();

/**
 * The state of a dataset now, fetched first if that is due.
 *
 * Never throws for what sources or store do: the last good values stay, with their own dates.
 * Within a process there is one round at a time for each dataset; across processes the store's
 * lock sees to that.
 */
export async function loadDataset<Part extends string, Value>(
  dataset: Dataset<Part, Value>,
  runtime: DataRuntime,
): Promise<DatasetState<Part, Value>> {
  let flight = flights.get(dataset.id);
  if (!flight) {
    flight = currentSnapshot(dataset, runtime).finally(() => flights.delete(dataset.id));
    flights.set(dataset.id, flight);
  }
  return judge(dataset, await flight, runtime.periods, runtime.now());
}

async function currentSnapshot<Part extends string, Value>(
  dataset: Dataset<Part, Value>,
  runtime: DataRuntime,
): Promise<Snapshot | null> {
  const deadline = Date.now() + ROUND_TIMEOUT_MS;
  for (;;) {
    const stored = await readUsable(dataset.id, runtime);
    if (!runtime.fetching || !isDue(dataset, stored, runtime)) return stored;
    const release = await runtime.store.lock(dataset.id).catch(reportStoreFault);
    if (release === undefined || (!release && Date.now() > deadline)) return stored;
    if (release) {
      return refreshLocked(dataset, runtime).finally(() => release().catch(reportStoreFault));
    }
    await sleep(LOCK_POLL_MS);
  }
}

/** Looks once more before fetching: the round may have been made while we waited for the lock. */
async function refreshLocked<Part extends string, Value>(
  dataset: Dataset<Part, Value>,
  runtime: DataRuntime,
): Promise<Snapshot | null> {
  const stored = await readUsable(dataset.id, runtime);
  return isDue(dataset, stored, runtime) ? refresh(dataset, stored, runtime) : stored;
}

async function refresh<Part extends string, Value>(
  dataset: Dataset<Part, Value>,
  stored: Snapshot | null,
  { store, now, createHttp, acceptSamples }: DataRuntime,
): Promise<Snapshot> {
  const signal = AbortSignal.timeout(ROUND_TIMEOUT_MS);
  const previous = stored?.parts ?? {};
  const { renewed, failures } = await runRound(dataset, {
    previous,
    createHttp: () => createHttp(signal),
    now,
    acceptSamples,
  });
  const round = { finishedAt: now().toISOString(), failures };
  const snapshot = createSnapshot(dataset.id, { ...previous, ...renewed }, round);
  try {
    await store.write(snapshot);
    if (Object.keys(renewed).length > 0) await store.keep(snapshot);
  } catch (error) {
    reportStoreFault(error);
  }
  return snapshot;
}

function isDue<Part extends string>(
  dataset: Dataset<Part, unknown>,
  snapshot: Snapshot | null,
  { periods, now }: DataRuntime,
): boolean {
  return dueTime(dataset, snapshot, periods) <= now().getTime();
}

async function readUsable(dataset: string, runtime: DataRuntime): Promise<Snapshot | null> {
  const snapshot = await runtime.store.read(dataset);
  if (!snapshot || runtime.acceptSamples) return snapshot;
  const genuine = Object.entries(snapshot.parts).filter(([, part]) => !part.sample);
  const kept = { ...snapshot, parts: Object.fromEntries(genuine) };
  // A round that brought only samples is no reason to wait for the next one.
  return hasParts(kept) || !hasParts(snapshot) ? kept : null;
}

function reportStoreFault(error: unknown): undefined {
  console.error(`Snapshot store: ${error instanceof Error ? error.message : String(error)}`);
}
