import { mkdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import lockfile from "proper-lockfile";
import { createStorage } from "unstorage";
import fsDriver from "unstorage/drivers/fs-lite";
import writeFileAtomic from "write-file-atomic";
import { createSnapshotStore, LOCK_STALE_MS, type SnapshotStore } from "./store.ts";

/** The embedded store: a folder. Safe for several processes on one machine. */
export function createFileStore(folder: string): SnapshotStore {
  const base = resolve(folder);
  const storage = createStorage({ driver: atomicFsDriver(base) });
  return createSnapshotStore(storage, async (dataset) => {
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
  });
}

/** unstorage's own driver, with reads that do not hide faults and writes that are whole or not. */
function atomicFsDriver(base: string) {
  const fileOf = (key: string) => join(base, ...key.split(":"));
  return {
    ...fsDriver({ base }),
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
