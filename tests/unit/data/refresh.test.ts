/** Rounds that an operator asks for, and what can be read without one. */
import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createDatasets } from "#lib/data/datasets.ts";
import { createFileStore } from "#lib/data/fileStore.ts";
import { type DataRuntime, readSnapshot, refreshDataset } from "#lib/data/load.ts";
import {
  allPrinted,
  COINGECKO,
  COINPAPRIKA,
  DAY,
  DEFILLAMA,
  editMarkets,
  printed,
  RETRY,
  renderTimes,
  START,
  startWorld,
  type World,
} from "./support.ts";

/** Requests of a round in which the preferred source answers. */
const ROUND = 3;

const { prices } = createDatasets({ coingecko: undefined });

let world: World;

beforeEach(async () => {
  world = await startWorld();
});

afterEach(async () => {
  vi.restoreAllMocks();
  await world.close();
});

const refresh = (changes?: Partial<DataRuntime>) =>
  refreshDataset(prices, { ...world.runtime, ...changes });

const requests = () => world.upstream.requests.length;

const doubleRender = () => world.upstream.setEdit(COINGECKO, editMarkets(renderTimes(2)));

async function removeStore() {
  vi.spyOn(console, "error").mockImplementation(() => {});
  await rm(world.folder, { recursive: true });
  await writeFile(world.folder, "not a folder");
}

describe("a refresh", () => {
  test("fetches however fresh the snapshot is", async () => {
    await world.load();
    doubleRender();
    world.pass(1);
    const { figures, dueAt } = await refresh();
    expect(figures.render).toMatchObject({
      status: "live",
      value: { price: { usd: 3.5232 } },
      retrievedAt: "2026-11-22T06:00:01.000Z",
    });
    expect(dueAt).toBe("2026-11-23T06:00:01.000Z");
    expect(requests()).toBe(2 * ROUND);
  });

  test("fetches even in the moment in which the last round ended", async () => {
    await world.load();
    await refresh();
    expect(requests()).toBe(2 * ROUND);
  });

  test("fetches where nothing was fetched before", async () => {
    expect(printed(await refresh())).toEqual(allPrinted("live", "coingecko"));
  });

  test("does not wait for the retry time of a failed round", async () => {
    world.upstream.setFaults("status-404");
    await world.load();
    world.upstream.setFaults(null);
    world.pass(RETRY - 1);
    expect(printed(await refresh())).toEqual(allPrinted("live", "coingecko"));
  });

  test("is what later calls see, and enters the history", async () => {
    await world.load();
    doubleRender();
    world.pass(DAY / 2);
    await refresh();
    world.pass(DAY / 2);
    expect(printed(await world.load())).toEqual(
      allPrinted("live", "coingecko", { render: "live 3.5232 coingecko" }),
    );
    expect(requests()).toBe(2 * ROUND);
    expect(await world.runtime.store.readDay("prices", "2026-11-22")).toMatchObject({
      round: { finishedAt: "2026-11-22T18:00:00.000Z" },
    });
  });

  test("is not made where fetching is off", async () => {
    await world.load();
    world.pass(1);
    expect(printed(await refresh({ fetching: false }))).toEqual(allPrinted("live", "coingecko"));
    expect(requests()).toBe(ROUND);
  });
});

describe("a refresh that fails", () => {
  test.each(["status-404", "truncated", "html", "zeros", "absurd"] as const)(
    "%s: keeps the old prices and their dates",
    async (fault) => {
      const before = await world.load();
      world.upstream.setFaults(fault);
      world.pass(60);
      const { figures } = await refresh();
      expect(figures).toEqual(before.figures);
      expect(figures.render).toMatchObject({ status: "live", retrievedAt: START });
    },
  );

  test("is on record with a reason for each source", async () => {
    await world.load();
    world.upstream.setFaults("status-404");
    world.pass(60);
    await refresh();
    const sources = (await world.failures()).map(({ source }) => source);
    expect(sources).toEqual(["coingecko", "defillama", "coinpaprika"]);
  });

  test("does not put off the next attempt", async () => {
    await world.load();
    world.upstream.setFaults("status-404");
    world.pass(60);
    expect((await refresh()).dueAt).toBe("2026-11-23T06:00:00.000Z");
  });

  test("for some prices renews the others", async () => {
    await world.load();
    world.upstream.setFault(COINGECKO, "status-404");
    world.upstream.setFault(DEFILLAMA, "status-404");
    world.pass(60);
    const { figures } = await refresh();
    expect(figures.render).toMatchObject({
      retrievedAt: "2026-11-22T06:01:00.000Z",
      source: { id: "coinpaprika" },
    });
    expect(figures["io-net"]).toMatchObject({ retrievedAt: START, source: { id: "coingecko" } });
    expect(world.asked(COINPAPRIKA)).toBeGreaterThan(0);
  });

  test("adds nothing to the history", async () => {
    await world.load();
    world.upstream.setFaults("status-404");
    world.pass(DAY);
    await refresh();
    expect(await readdir(join(world.folder, "history", "prices"))).toEqual(["2026-11-22.json"]);
  });
});

describe("refreshes at the same time", () => {
  test("make one round", async () => {
    await world.load();
    doubleRender();
    world.pass(1);
    const states = await Promise.all(Array.from({ length: 20 }, () => refresh()));
    expect(requests()).toBe(2 * ROUND);
    expect(states.map(({ figures }) => figures.render)).toEqual(
      Array.from({ length: 20 }, () => states[0]?.figures.render),
    );
  });

  test("as a page's own round wait for it, and then make one of their own", async () => {
    const loading = world.load();
    world.pass(1);
    const refreshing = [refresh(), refresh()];
    await loading;
    expect(requests()).toBe(ROUND);
    doubleRender();
    world.pass(1);
    for (const { figures } of await Promise.all(refreshing)) {
      expect(figures.render).toMatchObject({
        value: { price: { usd: 3.5232 } },
        retrievedAt: "2026-11-22T06:00:02.000Z",
      });
    }
    expect(requests()).toBe(2 * ROUND);
  });

  test("one after the other make a round each", async () => {
    for (const _ of [1, 2, 3]) await refresh();
    expect(requests()).toBe(3 * ROUND);
  });

  test("as another process holds the lock wait until it is given back", async () => {
    await world.load();
    world.pass(1);
    const release = await createFileStore(world.folder).lock("prices");
    const lock = vi.spyOn(world.runtime.store, "lock");
    const refreshing = refresh();
    await vi.waitFor(() => expect(lock.mock.calls.length).toBeGreaterThan(1));
    expect(requests()).toBe(ROUND);
    await release?.();
    expect(printed(await refreshing)).toEqual(allPrinted("live", "coingecko"));
    expect(requests()).toBe(2 * ROUND);
  });
});

describe("a refresh without a store", () => {
  test("is made and printed, and the fault is reported", async () => {
    await removeStore();
    expect(printed(await refresh())).toEqual(allPrinted("live", "coingecko"));
    expect(console.error).toHaveBeenCalledWith(expect.stringContaining("Snapshot store:"));
  });

  test("keeps what this process saw last when the sources are away too", async () => {
    const before = await world.load();
    await removeStore();
    world.upstream.setFaults("status-404");
    world.pass(60);
    expect((await refresh()).figures).toEqual(before.figures);
  });

  test("that cannot be written to is printed all the same", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const write = () => Promise.reject(new Error("no space left on device"));
    const state = await refresh({ store: { ...world.runtime.store, write } });
    expect(printed(state)).toEqual(allPrinted("live", "coingecko"));
    expect(console.error).toHaveBeenCalledWith("Snapshot store: no space left on device");
  });
});

describe("reading the snapshot", () => {
  const read = (changes?: Partial<DataRuntime>) =>
    readSnapshot("prices", { ...world.runtime, ...changes });

  test("gives null before the first round, and fetches nothing", async () => {
    expect(await read()).toBeNull();
    expect(requests()).toBe(0);
  });

  test("tells where values are from and why others are not renewed, however old it is", async () => {
    await world.load();
    world.upstream.setFaults("status-404");
    world.pass(DAY);
    await world.load();
    const asked = requests();
    world.pass(30 * DAY);
    expect(await read()).toMatchObject({
      dataset: "prices",
      parts: { render: { retrievedAt: START, source: { id: "coingecko" }, sample: false } },
      round: {
        finishedAt: "2026-11-23T06:00:00.000Z",
        failures: [{ source: "coingecko" }, { source: "defillama" }, { source: "coinpaprika" }],
      },
    });
    expect(requests()).toBe(asked);
  });

  test("leaves samples out where they do not count", async () => {
    world.upstream.setSample(true);
    await world.load();
    expect(await read()).toMatchObject({ parts: { render: { sample: true } } });
    expect(await read({ acceptSamples: false })).toBeNull();
  });

  test("leaves samples out and real values in", async () => {
    await world.load();
    world.upstream.setSample(true);
    world.upstream.setEdit(
      COINGECKO,
      editMarkets((rows) => rows.filter(({ id }) => id === "render-token")),
    );
    world.upstream.setFault(DEFILLAMA, "status-404");
    world.upstream.setFault(COINPAPRIKA, "status-404");
    await refresh();
    const parts = Object.keys((await read({ acceptSamples: false }))?.parts ?? {});
    expect(parts).toContain("akash");
    expect(parts).not.toContain("render");
  });

  test("recalls what this process saw last when the store is away", async () => {
    await world.load();
    const before = await read();
    await removeStore();
    expect(await read()).toEqual(before);
  });

  test("gives null when the store is away and nothing was ever seen", async () => {
    await removeStore();
    expect(await read()).toBeNull();
  });
});
