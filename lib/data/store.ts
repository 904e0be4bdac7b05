import type { Storage } from "unstorage";
import { parseSnapshot, type Snapshot } from "./snapshot.ts";

/** Gives a lock back. */
export type Release = () => Promise<void>;

/**
 * Where snapshots live: the last of each dataset, and one a day of each for the history.
 * Every method throws when the store itself fails; the engine decides what that costs.
 */
export type SnapshotStore = {
  /** @returns `null` when there is none, or none that this version can read. */
  read(dataset: string): Promise<Snapshot | null>;
  /** Replaces the last snapshot. Whoever reads meanwhile sees the old one or the new one. */
  write(snapshot: Snapshot): Promise<void>;
  /** Keeps a snapshot as the history's entry for its day; a later one of that day replaces it. */
  keep(snapshot: Snapshot): Promise<void>;
  /** The history's entry of a day such as `2026-11-22`; a day without a round has none. */
  readDay(dataset: string, day: string): Promise<Snapshot | null>;
  /** @returns `null` when another process holds the lock. */
  lock(dataset: string): Promise<Release | null>;
};

/** A lock whose holder gave no sign of life for this long is taken over. */
export const LOCK_STALE_MS = 60_000;

/** The store on top of any storage that replaces a value whole or not at all. */
export function createSnapshotStore(storage: Storage, lock: SnapshotStore["lock"]): SnapshotStore {
  const dayKey = (dataset: string, day: string) => `history:${dataset}:${day}.json`;
  return {
    read: async (dataset) => parseSnapshot(await storage.getItem(`${dataset}.json`)),
    write: (snapshot) => storage.setItem(`${snapshot.dataset}.json`, snapshot),
    keep: (snapshot) =>
      storage.setItem(dayKey(snapshot.dataset, snapshot.round.finishedAt.slice(0, 10)), snapshot),
    readDay: async (dataset, day) => parseSnapshot(await storage.getItem(dayKey(dataset, day))),
    lock,
  };
}
