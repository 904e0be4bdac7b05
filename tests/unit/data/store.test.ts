import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createFileStore } from "#lib/data/fileStore.ts";
import { createSnapshot } from "#lib/data/snapshot.ts";
import type { SnapshotStore } from "#lib/data/store.ts";
import { snapshotOf, startProcess, storedPart, temporaryFolder } from "./support.ts";

let folder: string;
let store: SnapshotStore;

beforeEach(async () => {
  folder = await temporaryFolder();
  store = createFileStore(folder);
});

afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

const snapshotFile = () => join(folder, "prices.json");
const historyFiles = () => readdir(join(folder, "history", "prices"));

/** Large enough that a write which is not atomic would be seen half done. */
const large = (name: string) => snapshotOf({ [name]: storedPart({ value: "x".repeat(200_000) }) });

describe("reading", () => {
  test("gives back what was written, to another process too", async () => {
    const snapshot = createSnapshot(
      "prices",
      { render: storedPart({ value: { price: 1.5, week: [1, 2] }, observedAt: "2026-11" }) },
      {
        finishedAt: "2026-11-22T06:00:01.000Z",
        failures: [
          { source: "coingecko", reason: "HTTP 500" },
          { source: "defillama", part: "akash", reason: "no value" },
        ],
      },
    );
    await store.write(snapshot);
    expect(await createFileStore(folder).read("prices")).toEqual(snapshot);
  });

  test("gives null where nothing was written", async () => {
    expect(await store.read("prices")).toBeNull();
    expect(await createFileStore(join(folder, "nowhere")).read("prices")).toBeNull();
  });

  test("keeps datasets apart", async () => {
    await store.write(snapshotOf({ a: storedPart() }));
    expect(await store.read("revenue")).toBeNull();
  });

  test.each<[what: string, damage: (text: string) => string]>([
    ["an empty file", () => ""],
    ["a truncated file", (text) => text.slice(0, text.length / 2)],
    ["no JSON", () => "snapshot"],
    ["JSON of another kind", () => "[1, 2]"],
    ["another version", (text) => text.replace('"version":1', '"version":2')],
    ["a value that does not fit the hash", (text) => text.replace('"value":1.5', '"value":2.5')],
    [
      "a date that does not fit the hash",
      (text) => text.replace('"2026-11-22T06', '"2026-11-23T06'),
    ],
    ["another hash", (text) => text.replace(/"sha256":"./, '"sha256":"g')],
    ["no dates", (text) => text.replaceAll("retrievedAt", "received")],
  ])("gives null for %s", async (_what, damage) => {
    await store.write(snapshotOf({ render: storedPart({ value: 1.5 }) }));
    const before = await readFile(snapshotFile(), "utf8");
    await writeFile(snapshotFile(), damage(before));
    expect(damage(before)).not.toBe(before);
    expect(await store.read("prices")).toBeNull();
  });

  test("fails where the file cannot be read, so that nobody takes it for an empty store", async () => {
    await writeFile(join(folder, "file"), "");
    await expect(createFileStore(join(folder, "file")).read("prices")).rejects.toThrow("ENOTDIR");
  });
});

describe("writing", () => {
  test("creates the folder", async () => {
    const deep = createFileStore(join(folder, "a", "b"));
    await deep.write(snapshotOf({ a: storedPart() }));
    expect(await deep.read("prices")).not.toBeNull();
  });

  test("fails aloud where it cannot write", async () => {
    await writeFile(join(folder, "file"), "");
    const broken = createFileStore(join(folder, "file"));
    await expect(broken.write(snapshotOf({}))).rejects.toThrow();
  });

  test("never shows a reader a half-written file", async () => {
    await store.write(large("first"));
    const writeMany = async (writer: string) => {
      for (let count = 0; count < 50; count += 1) await store.write(large(`${writer}-${count}`));
    };
    let writing = true;
    const writes = Promise.all(["a", "b"].map(writeMany)).finally(() => {
      writing = false;
    });
    const read = new Set<string>();
    while (writing) {
      const snapshot = await store.read("prices");
      read.add(Object.keys(snapshot?.parts ?? { broken: 1 }).join());
    }
    await writes;
    expect(read).not.toContain("broken");
    expect(read.size).toBeGreaterThan(2);
  });

  test("leaves no other file behind", async () => {
    await Promise.all([store.write(large("a")), store.write(large("b"))]);
    expect(await readdir(folder)).toEqual(["prices.json"]);
  });

  test("survives kill -9 at any moment", async () => {
    const reads: boolean[] = [];
    for (let kill = 0; kill < 30; kill += 1) {
      const writer = startProcess("writeForever", { DATA_DIR: folder });
      await writer.speaks();
      await sleep((kill * 7) % 73);
      writer.kill();
      await writer.ended;
      reads.push((await store.read("prices")) !== null);
    }
    expect(reads).toEqual(Array.from({ length: 30 }, () => true));
  }, 60_000);
});

describe("the history", () => {
  test("has one entry a day, the day's last", async () => {
    await store.keep(snapshotOf({ a: storedPart({ value: 1 }) }, "2026-11-22T06:00:00.000Z"));
    await store.keep(snapshotOf({ a: storedPart({ value: 2 }) }, "2026-11-22T23:59:59.000Z"));
    await store.keep(snapshotOf({ a: storedPart({ value: 3 }) }, "2026-11-23T00:00:00.000Z"));
    expect((await historyFiles()).sort()).toEqual(["2026-11-22.json", "2026-11-23.json"]);
    const entry = await readFile(join(folder, "history", "prices", "2026-11-22.json"), "utf8");
    expect(JSON.parse(entry)).toMatchObject({ parts: { a: { value: 2 } } });
  });

  test("does not touch the last snapshot", async () => {
    await store.write(snapshotOf({ a: storedPart({ value: 1 }) }));
    await store.keep(snapshotOf({ a: storedPart({ value: 2 }) }));
    expect(await store.read("prices")).toMatchObject({ parts: { a: { value: 1 } } });
  });
});

describe("the lock", () => {
  test("is held by one at a time", async () => {
    const other = createFileStore(folder);
    const release = await store.lock("prices");
    expect(await other.lock("prices")).toBeNull();
    await release?.();
    expect(await other.lock("prices")).toBeTypeOf("function");
  });

  test("of one dataset does not hold up another", async () => {
    await store.lock("prices");
    expect(await store.lock("revenue")).toBeTypeOf("function");
  });

  test("does not stop the holder from writing", async () => {
    await store.lock("prices");
    await store.write(snapshotOf({ a: storedPart() }));
    expect(await store.read("prices")).not.toBeNull();
  });

  test("when lost does not end the process that held it", async () => {
    const result = await startProcess("loseLock", { DATA_DIR: folder }).result();
    expect(result).toMatchObject({ stdout: "still running", code: 0 });
  });
});
