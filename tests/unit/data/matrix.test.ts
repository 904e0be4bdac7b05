/** Every host with every fault: what is printed is true and dated, or the last that was. */
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { FaultName } from "#tests/upstream/faults.ts";
import { hosts } from "#tests/upstream/server.ts";
import {
  type AnyDataset,
  datasets,
  dishonest,
  faultNames,
  hostsBefore,
  hurryFor,
  isRequired,
  type MatrixWorld,
  notGood,
  notRenewed,
  notSeeded,
  notStale,
  type Survey,
  startMatrixWorld,
  survey,
  unnamed,
} from "./matrix.ts";
import { DAY, RETRY } from "./support.ts";

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let known: Survey;
let world: MatrixWorld;

beforeAll(async () => {
  known = await survey();
});

beforeEach(async () => {
  world = await startMatrixWorld();
  vi.spyOn(console, "error");
});

afterEach(async () => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
  await world.close();
});

/** A good round in a world in which a host is the first one that is up. */
function loadWellUpTo(host: string, wanted: readonly AnyDataset[]) {
  for (const other of hostsBefore(host)) world.upstream.setFault(other, "status-404");
  return world.load(wanted);
}

/** The period passes, and then the round meets the fault. */
function loadUnder(fault: FaultName, at: readonly string[], wanted: readonly AnyDataset[]) {
  hurryFor(fault);
  for (const host of at) world.upstream.setFault(host, fault);
  world.pass(DAY + 60);
  return world.load(wanted);
}

describe("while all is well", () => {
  test("nothing is 0, and every dataset is live", async () => {
    const good = await world.load(datasets);
    expect(notGood(good)).toEqual([]);
    expect(datasets).toHaveLength(21);
  });

  test("every host serves a dataset", () => {
    expect(hosts.filter((host) => known.asking(host).length === 0)).toEqual([]);
  });
});

const pairs = hosts.flatMap((host) => faultNames.map((fault) => ({ host, fault })));

describe("one host at fault", () => {
  test.each(pairs)("$host: $fault", async ({ host, fault }) => {
    const concerned = known.asking(host);
    const good = await loadWellUpTo(host, concerned);

    const askedBefore = world.asked(host);
    const during = await loadUnder(fault, [host], concerned);
    expect(world.asked(host)).toBeGreaterThan(askedBefore);
    expect(dishonest(known, during, good, world.now())).toEqual([]);
    expect(unnamed(during)).toEqual([]);

    world.upstream.setFault(host, null);
    world.pass(RETRY);
    const retried = await world.load(concerned);
    expect(notRenewed(retried, good, concerned, isRequired)).toEqual([]);

    // Optional parts have no early attempt.
    const waiting = concerned.filter((dataset) => notRenewed(retried, good, [dataset]).length > 0);
    world.pass(DAY);
    expect(notRenewed(await world.load(waiting), good, waiting)).toEqual([]);
    expect(console.error).not.toHaveBeenCalled();
  });

  test.each(hosts)("%s: no dataset that does not ask it is touched", async (host) => {
    const concerned = known.asking(host);
    const others = datasets.filter((dataset) => !concerned.includes(dataset));
    const good = await loadWellUpTo(host, datasets);
    const during = await loadUnder("reset", [host], datasets);
    expect(notRenewed(during, good, others)).toEqual([]);
    expect(dishonest(known, during, good, world.now())).toEqual([]);
  });
});

const blackouts = ["hang", "reset", "status-500", "html"] as const;

describe("every host at fault at once", () => {
  test.each(blackouts)("%s: all last good values stay, as stale", async (fault) => {
    const good = await world.load(datasets);
    const during = await loadUnder(fault, hosts, datasets);
    expect(notStale(during, good)).toEqual([]);
    expect(unnamed(during)).toEqual([]);
    world.upstream.setFaults(null);
    world.pass(DAY);
    expect(notRenewed(await world.load(datasets), good, datasets)).toEqual([]);
  });

  test.each(blackouts)(
    "%s: a first start has the shipped values and nothing else",
    async (fault) => {
      const during = await loadUnder(fault, hosts, datasets);
      expect(notSeeded(during)).toEqual([]);
      expect(unnamed(during)).toEqual([]);
    },
  );
});
