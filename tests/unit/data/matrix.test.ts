/** Every host with every fault: what is printed is true and dated, or the last that was. */
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  datasets,
  dishonest,
  faultNames,
  hosts,
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

const pairs = hosts.flatMap((host) => faultNames.map((fault) => ({ host, fault })));

describe("one host at fault", () => {
  test.each(pairs)("$host: $fault", async ({ host, fault }) => {
    for (const other of hostsBefore(host)) world.upstream.setFault(other, "status-404");
    const good = await world.load(datasets);
    const concerned = known.asking(host);
    const others = datasets.filter((dataset) => !concerned.includes(dataset));

    hurryFor(fault);
    world.upstream.setFault(host, fault);
    world.pass(DAY + 60);
    let during = good;
    const asked = await world.hostsAskedBy(async () => {
      during = await world.load(datasets);
    });
    expect(asked).toContain(host);
    expect(dishonest(known, during, good, world.now())).toEqual([]);
    expect(unnamed(during)).toEqual([]);
    expect(notRenewed(during, good, others)).toEqual([]);

    world.upstream.setFault(host, null);
    world.pass(RETRY);
    const afterRetry = await world.load(concerned);
    expect(notRenewed(afterRetry, good, concerned, isRequired)).toEqual([]);
    world.pass(DAY);
    expect(notRenewed(await world.load(concerned), good, concerned)).toEqual([]);
    expect(console.error).not.toHaveBeenCalled();
  });
});
