import { mkdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import lockfile from "proper-lockfile";
import { createStorage, type Storage } from "unstorage";
import fsDriver from "unstorage/drivers/fs-lite";
import writeFileAtomic from "write-file-atomic";
import { parseSnapshot, type Snapshot } from "./snapshot.ts";

/** A lock whose holder gave no sign of life for this long is taken over. */
const LOCK_STALE_MS = 60_000;

/** Where snapshots live: the last of each dataset, and one a day of each for the history. */
export type SnapshotStore = {
  /** @returns `null` when there is none that can be read. */
  read(dataset: string): Promise<Snapshot | null>;
  /** Replaces the last snapshot. Whoever reads meanwhile sees the old one or the new one. */
  write(snapshot: Snapshot): Promise<void>;
  /** Keeps a snapshot as the history's entry for its day; a later one of that day replaces it. */
  keep(snapshot: Snapshot): Promise<void>;
  /** @returns `null` when another process holds the lock, else the function that gives it back. */
  lock(dataset: string): Promise<(() => Promise<void>) | null>;
};

/** The embedded store: a folder. Safe for several processes on one machine. */
export function createFileStore(folder: string): SnapshotStore {
  const base = resolve(folder);
  const storage = createStorage({ driver: atomicFsDriver(base) });
  return {
    read: (dataset) => readSnapshot(storage, dataset),
    write: (snapshot) => storage.setItem(`${snapshot.dataset}.json`, snapshot),
    keep: (snapshot) => {
      const day = snapshot.round.finishedAt.slice(0, 10);
      return storage.setItem(`history:${snapshot.dataset}:${day}.json`, snapshot);
    },
    async lock(dataset) {
      await mkdir(base, { recursive: true });
      try {
        return await lockfile.lock(join(base, dataset), {
          realpath: false,
          stale: LOCK_STALE_MS,
          // Another process took over, or the folder went: no reason to end this one.
          onCompromised: (error) => console.error(`Snapshot store: lock lost: ${error.message}`),
        });
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ELOCKED") return null;
        throw error;
      }
    },
  };
}

async function readSnapshot(storage: Storage, dataset: string): Promise<Snapshot | null> {
  try {
    return parseSnapshot(await storage.getItem(`${dataset}.json`));
  } catch (error) {
    console.error(`Snapshot store: ${dataset} cannot be read: ${(error as Error).message}`);
    return null;
  }
}

/** unstorage's own driver, with reads that do not hide faults and writes that are whole or not. */
function atomicFsDriver(base: string) {
  const driver = fsDriver({ base });
  const fileOf = (key: string) => join(base, ...key.split(":"));
  return {
    ...driver,
    async getItem(key: string) {
      try {
        return await readFile(fileOf(key), "utf8");
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
        throw error;
      }
    },
    async setItem(key: string, value: string) {
      const file = fileOf(key);
      await mkdir(join(file, ".."), { recursive: true });
      await writeFileAtomic(file, value);
    },
  };
}
