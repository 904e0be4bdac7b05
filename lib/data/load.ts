import { setTimeout as sleep } from "node:timers/promises";
import type { Dataset, DatasetState } from "./dataset.ts";
import { dueTime, hasParts, judge, type Periods } from "./freshness.ts";
import type { Http } from "./http.ts";
import { runRound } from "./round.ts";
import { createSnapshot, type Snapshot } from "./snapshot.ts";
import type { Release, SnapshotStore } from "./store.ts";

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

/** Rounds under way in this process, by dataset. */
const flights = new Map<string, Promise<Snapshot | null>>();
/** What this process saw last, for the time in which the store itself cannot be had. */
const lastSeen = new WeakMap<SnapshotStore, Map<string, Snapshot>>();

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
  const snapshot = await onceAtATime(dataset.id, () => currentSnapshot(dataset, runtime, isDue));
  return judge(dataset, snapshot, runtime.periods, runtime.now());
}

/** As `loadDataset`, but fetched now, however fresh it is: for an operator who asks for it. */
export async function refreshDataset<Part extends string, Value>(
  dataset: Dataset<Part, Value>,
  runtime: DataRuntime,
): Promise<DatasetState<Part, Value>> {
  // A round that is under way began before we were asked: it is waited for, then ours is made.
  await flights.get(dataset.id);
  const asked = runtime.now().getTime();
  const finishedBefore = (_: unknown, snapshot: Snapshot | null) =>
    !snapshot || Date.parse(snapshot.round.finishedAt) <= asked;
  const snapshot = await onceAtATime(dataset.id, () =>
    currentSnapshot(dataset, runtime, finishedBefore),
  );
  return judge(dataset, snapshot, runtime.periods, runtime.now());
}

/** The last snapshot that may be used, and nothing fetched: provenance and failures. */
export function readSnapshot(dataset: string, runtime: DataRuntime): Promise<Snapshot | null> {
  return readUsable(dataset, runtime);
}

function onceAtATime(id: string, start: () => Promise<Snapshot | null>): Promise<Snapshot | null> {
  const running = flights.get(id);
  if (running) return running;
  const flight = start().finally(() => flights.delete(id));
  flights.set(id, flight);
  return flight;
}

/** Whether a round must be made, given what is stored. */
type Due = (
  dataset: Dataset<string, unknown>,
  snapshot: Snapshot | null,
  runtime: DataRuntime,
) => boolean;

async function currentSnapshot<Part extends string, Value>(
  dataset: Dataset<Part, Value>,
  runtime: DataRuntime,
  due: Due,
): Promise<Snapshot | null> {
  const deadline = Date.now() + ROUND_TIMEOUT_MS;
  for (;;) {
    const stored = await readUsable(dataset.id, runtime);
    if (!runtime.fetching || !due(dataset, stored, runtime)) return stored;
    const release = await takeLock(dataset.id, runtime);
    if (release) return refreshLocked(dataset, runtime, due).finally(release);
    if (Date.now() > deadline) return stored;
    await sleep(LOCK_POLL_MS);
  }
}

/** Looks once more before fetching: the round may have been made while we waited for the lock. */
async function refreshLocked<Part extends string, Value>(
  dataset: Dataset<Part, Value>,
  runtime: DataRuntime,
  due: Due,
): Promise<Snapshot | null> {
  const stored = await readUsable(dataset.id, runtime);
  return due(dataset, stored, runtime) ? makeRound(dataset, stored, runtime) : stored;
}

async function makeRound<Part extends string, Value>(
  dataset: Dataset<Part, Value>,
  stored: Snapshot | null,
  runtime: DataRuntime,
): Promise<Snapshot> {
  const { store, now, createHttp, acceptSamples } = runtime;
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
  remember(store, snapshot);
  try {
    await store.write(snapshot);
    if (Object.keys(renewed).length > 0) await store.keep(snapshot);
  } catch (error) {
    reportStoreFault(error);
  }
  return snapshot;
}

const isDue: Due = (dataset, snapshot, { periods, now }) =>
  dueTime(dataset, snapshot, periods) <= now().getTime();

/**
 * Without a store there is nobody to share a round with, so it is made without a lock.
 *
 * @returns `null` when another process holds the lock.
 */
async function takeLock(dataset: string, { store }: DataRuntime): Promise<Release | null> {
  try {
    const release = await store.lock(dataset);
    return release && (() => release().catch(reportStoreFault));
  } catch (error) {
    reportStoreFault(error);
    return async () => {};
  }
}

async function readUsable(dataset: string, runtime: DataRuntime): Promise<Snapshot | null> {
  const snapshot = await readOrRecall(dataset, runtime.store);
  if (!snapshot || runtime.acceptSamples) return snapshot;
  const genuine = Object.entries(snapshot.parts).filter(([, part]) => !part.sample);
  const kept = { ...snapshot, parts: Object.fromEntries(genuine) };
  // A round that brought only samples is no reason to wait for the next one.
  return hasParts(kept) || !hasParts(snapshot) ? kept : null;
}

async function readOrRecall(dataset: string, store: SnapshotStore): Promise<Snapshot | null> {
  try {
    const snapshot = await store.read(dataset);
    if (snapshot) remember(store, snapshot);
    return snapshot;
  } catch (error) {
    reportStoreFault(error);
    return lastSeen.get(store)?.get(dataset) ?? null;
  }
}

function remember(store: SnapshotStore, snapshot: Snapshot): void {
  const seen = lastSeen.get(store) ?? new Map<string, Snapshot>();
  lastSeen.set(store, seen.set(snapshot.dataset, snapshot));
}

function reportStoreFault(error: unknown): void {
  console.error(`Snapshot store: ${error instanceof Error ? error.message : String(error)}`);
}
