import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createRedisStore } from "#lib/data/redisStore.ts";
import type { SnapshotStore } from "#lib/data/store.ts";
import { snapshotOf, storedPart } from "./support.ts";

/** A real server on a port of its own; without the program the tests say that they were skipped. */
const installed = (() => {
  try {
    return execFileSync("redis-server", ["--version"]).length > 0;
  } catch {
    console.warn("redis-server is not installed: the tests of the Redis store are skipped.");
    return false;
  }
})();

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });

async function startRedis(port: number): Promise<ChildProcess> {
  const child = spawn(
    "redis-server",
    ["--port", String(port), "--save", "", "--bind", "127.0.0.1"],
    {
      stdio: "ignore",
    },
  );
  for (let tries = 0; tries < 100; tries += 1) {
    if (await isUp(port)) return child;
    await sleep(50);
  }
  throw new Error("redis-server does not start");
}

async function isUp(port: number): Promise<boolean> {
  try {
    return execFileSync("redis-cli", ["-p", String(port), "ping"]).includes("PONG");
  } catch {
    return false;
  }
}

async function stop(server: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => server.on("exit", resolve));
  server.kill("SIGKILL");
  await ended;
}

describe.runIf(installed)("the Redis store", () => {
  let port: number;
  let server: ChildProcess;
  let store: SnapshotStore;
  let other: SnapshotStore;

  beforeAll(async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    port = await freePort();
    server = await startRedis(port);
    store = createRedisStore(`redis://127.0.0.1:${port}`);
    other = createRedisStore(`redis://127.0.0.1:${port}`);
  });

  afterAll(() => stop(server));

  beforeEach(() => void execFileSync("redis-cli", ["-p", String(port), "flushall"]));

  test("is empty at first", async () => {
    expect(await store.read("prices")).toBeNull();
  });

  test("shows another instance what one wrote", async () => {
    const snapshot = snapshotOf({ a: storedPart() });
    await store.write(snapshot);
    expect(await other.read("prices")).toEqual(snapshot);
  });

  test("keeps a history of days", async () => {
    const snapshot = snapshotOf({ a: storedPart() }, "2026-11-22T18:00:00.000Z");
    await store.keep(snapshot);
    expect(await other.readDay("prices", "2026-11-22")).toEqual(snapshot);
    expect(await other.readDay("prices", "2026-11-21")).toBeNull();
  });

  test("gives its lock to one instance at a time", async () => {
    const release = await store.lock("prices");
    expect(await other.lock("prices")).toBeNull();
    await release?.();
    expect(await other.lock("prices")).not.toBeNull();
  });

  test("does not give back a lock that somebody else took over", async () => {
    const release = await store.lock("prices");
    execFileSync("redis-cli", ["-p", String(port), "set", "depin-guide:lock:prices", "another"]);
    await release?.();
    expect(await other.lock("prices")).toBeNull();
  });

  test("uses keys of its own", async () => {
    await store.write(snapshotOf({ a: storedPart() }));
    const keys = execFileSync("redis-cli", ["-p", String(port), "keys", "*"])
      .toString()
      .trim();
    expect(keys).toMatch(/^depin-guide:/);
  });

  test("fails soon while the server is away, and works again when it is back", async () => {
    await stop(server);
    await expect(store.read("prices")).rejects.toThrow();
    server = await startRedis(port);
    await vi.waitFor(async () => expect(await store.read("prices")).toBeNull(), {
      timeout: 10_000,
    });
  });
});
