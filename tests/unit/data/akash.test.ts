import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { akash } from "#lib/data/datasets/akash.ts";
import { akashChain } from "#lib/data/sources/akashChain.ts";
import {
  type AkashPart,
  akashCapacity,
  akashDashboard,
  akashSpending,
  parseCapacity,
  parseDashboard,
  parseSpending,
} from "#lib/data/sources/akashConsole.ts";
import { fakeHttp, listeningReport, valuesOf } from "./fakeHttp.ts";
import { type Json, recording } from "./support.ts";

const dashboard = recording("akash-dashboard-data");
const partialFailure = recording("akash-dashboard-data-partial-failure");
const capacity = recording("akash-network-capacity");
const history = recording("akash-graph-data-dailyUUsdSpent");
const errorBody = recording("akash-error");

const NOW = "2026-11-22T06:00:00.000Z";
const CONSOLE = "console-api.akash.network/v1";

const SPENT = 7_534_761_378.24 / 1_000_000;
/** As recorded on 17 July 2026, in whole units. */
const recorded = {
  spentPerDay: SPENT,
  activeLeases: 704,
  gpusLeased: 120,
  gpusTotal: 247,
  providers: 60,
  supply: 295868912.489891,
  staked: 88496665.093499,
};

/** What is read when blocks of the recorded dashboard are changed. */
function read(blocks: { now?: Json; chainStats?: Json; networkCapacity?: Json }) {
  const changed = Object.entries(blocks).map(([block, changes]) => [
    block,
    { ...dashboard[block], ...changes },
  ]);
  const { reports, report } = listeningReport();
  const readings = parseDashboard({ ...dashboard, ...Object.fromEntries(changed) }, report);
  return { values: valuesOf(readings), reports };
}

/** The recorded values but for some parts. */
const without = (...parts: string[]) =>
  Object.fromEntries(Object.entries(recorded).filter(([part]) => !parts.includes(part)));

describe("the dashboard", () => {
  test("is read in whole dollars and tokens, dated by itself", () => {
    const { report, reports } = listeningReport();
    const readings = parseDashboard(dashboard, report);
    expect(valuesOf(readings)).toEqual(recorded);
    expect(new Set(readings.map(({ observedAt }) => observedAt))).toEqual(
      new Set(["2026-07-17T20:07:00.000Z"]),
    );
    expect(reports).toEqual({});
  });

  test("has no value when its database failed: zeros with status 200", () => {
    expect(parseDashboard(partialFailure, () => {})).toEqual([]);
  });

  test("keeps what other blocks say when one became zeros", () => {
    const answer = { ...dashboard, networkCapacity: partialFailure.networkCapacity };
    const values = valuesOf(parseDashboard(answer, () => {}));
    expect(values).toEqual(without("gpusLeased", "gpusTotal", "providers"));
  });

  test.each<[what: string, block: unknown]>([
    ["missing", undefined],
    ["null", null],
    ["a text", "soon"],
    ["empty", {}],
  ])("does without a block that is %s", (_what, block) => {
    const values = valuesOf(parseDashboard({ ...dashboard, chainStats: block }, () => {}));
    expect(values).toEqual(without("supply", "staked"));
  });

  test.each<[what: string, value: unknown]>([
    ["0", 0],
    ["null", null],
    ["absent", undefined],
    ["a text", "704"],
    ["no number", Number.NaN],
    ["infinite", Number.POSITIVE_INFINITY],
  ])("leaves out a number that is %s, and no other", (_what, value) => {
    expect(read({ now: { activeLeaseCount: value } }).values).toEqual(without("activeLeases"));
    expect(read({ chainStats: { totalSupply: value } }).values).toEqual(without("supply"));
  });

  test("never adds the two names of one number", () => {
    const { values } = read({ now: { dailyUActSpent: 1e12, dailyUUsdcSpent: 1e12 } });
    expect(values.spentPerDay).toBe(SPENT);
  });

  test("names a part that exceeds its whole, and believes neither", () => {
    const { values, reports } = read({ networkCapacity: { activeGPU: 248 } });
    expect(values).toEqual(without("gpusLeased", "gpusTotal"));
    expect(reports).toEqual({
      gpusLeased: "gpusLeased 248 exceeds gpusTotal 247",
      gpusTotal: "gpusLeased 248 exceeds gpusTotal 247",
    });
    expect(read({ chainStats: { bondedTokens: 3e14 } }).values).toEqual(
      without("supply", "staked"),
    );
  });

  test("may have every GPU leased", () => {
    expect(read({ networkCapacity: { activeGPU: 247 } }).values.gpusLeased).toBe(247);
  });

  test.each<[what: string, answer: unknown]>([
    ["an error with status 200", errorBody],
    ["null", null],
    ["a list", []],
    ["a dashboard without its date", { ...dashboard, now: { ...dashboard.now, date: undefined } }],
    ["a dashboard dated in words", { ...dashboard, now: { ...dashboard.now, date: "today" } }],
  ])("is not found in %s", (_what, answer) => {
    expect(() => parseDashboard(answer, () => {})).toThrow();
  });

  test("divides µ-units by a million", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1 }), (micro) => {
        const { values } = read({ now: { dailyUUsdSpent: micro } });
        const text = micro.toString().padStart(7, "0");
        expect(values.spentPerDay).toBe(Number(`${text.slice(0, -6)}.${text.slice(-6)}`));
      }),
    );
  });
});

describe("the network's capacity", () => {
  test("is read with the time of retrieval", () => {
    expect(parseCapacity(capacity, NOW, () => {})).toEqual([
      { part: "gpusLeased", value: 120, observedAt: NOW },
      { part: "gpusTotal", value: 247, observedAt: NOW },
      { part: "providers", value: 60, observedAt: NOW },
    ]);
  });

  test("leaves out zeros", () => {
    const answer = { ...capacity, activeProviderCount: 0 };
    const parts = parseCapacity(answer, NOW, () => {}).map(({ part }) => part);
    expect(parts).toEqual(["gpusLeased", "gpusTotal"]);
  });

  test("names more leased GPUs than there are", () => {
    const { reports, report } = listeningReport();
    const answer = { ...capacity, resources: { gpu: { active: 300, total: 247 } } };
    expect(valuesOf(parseCapacity(answer, NOW, report))).toEqual({ providers: 60 });
    expect(Object.keys(reports)).toEqual(["gpusLeased", "gpusTotal"]);
  });

  test.each([errorBody, null, { activeProviderCount: 60 }])("is not found in %j", (answer) => {
    expect(() => parseCapacity(answer, NOW, () => {})).toThrow();
  });
});

describe("the history of spending", () => {
  test("gives its current value, dated by its last day", () => {
    expect(parseSpending(history)).toEqual([
      { part: "spentPerDay", value: SPENT, observedAt: "2026-07-17" },
    ]);
  });

  test("is dated by its last day in any order", () => {
    const answer = { ...history, snapshots: history.snapshots.toReversed() };
    expect(parseSpending(answer)[0]?.observedAt).toBe("2026-07-17");
  });

  test.each([0, null, undefined, "7534761378.24"])("has no value with %j", (currentValue) => {
    expect(parseSpending({ ...history, currentValue })).toEqual([]);
  });

  test.each<[what: string, answer: unknown]>([
    ["an error with status 200", errorBody],
    ["a history without days", { ...history, snapshots: [] }],
    ["a history with an unreadable day", { ...history, snapshots: [{ date: "Friday" }] }],
  ])("is not found in %s", (_what, answer) => {
    expect(() => parseSpending(answer)).toThrow();
  });
});

describe("the sources", () => {
  const CHAIN = "akash-rest.publicnode.com/cosmos";
  const answers = {
    [`${CONSOLE}/dashboard-data`]: dashboard,
    [`${CONSOLE}/network-capacity`]: capacity,
    [`${CONSOLE}/graph-data/dailyUUsdSpent`]: history,
    [`${CHAIN}/bank/v1beta1/supply/by_denom`]: recording("cosmos-supply-by-denom-uakt"),
    [`${CHAIN}/staking/v1beta1/pool`]: recording("cosmos-staking-pool-akash"),
  };

  test("give every part between them, each only what it offers", async () => {
    const offered = await Promise.all(
      akash.sources.map(async (source) => {
        const readings = await source.fetch(source.offers, fakeHttp(answers).http, () => {});
        return [source.id, readings.map(({ part }) => part)];
      }),
    );
    expect(offered).toEqual(akash.sources.map(({ id, offers }) => [id, offers]));
  });

  test("agree about supply and stake", async () => {
    const readings = await akashChain.fetch(akashChain.offers, fakeHttp(answers).http, () => {});
    expect(valuesOf(readings)).toEqual({ supply: recorded.supply, staked: recorded.staked });
  });

  test.each(akash.sources)("give no more than what is wanted ($id)", async (source) => {
    const wanted = source.offers.slice(-1);
    const readings = await source.fetch(wanted, fakeHttp(answers).http, () => {});
    expect(readings.map(({ part }) => part)).toEqual(wanted);
  });

  test("ask each a route of its own", async () => {
    const { http, asked } = fakeHttp(answers);
    await akashDashboard.fetch(akashDashboard.offers, http, () => {});
    await akashCapacity.fetch(akashCapacity.offers, http, () => {});
    await akashSpending.fetch(akashSpending.offers, http, () => {});
    expect(asked()).toEqual([
      `${CONSOLE}/dashboard-data`,
      `${CONSOLE}/network-capacity`,
      `${CONSOLE}/graph-data/dailyUUsdSpent`,
    ]);
  });

  test("lose one part, not both, when the chain answers one route only", async () => {
    const { reports, report } = listeningReport();
    const { http } = fakeHttp({
      [`${CHAIN}/staking/v1beta1/pool`]: recording("cosmos-staking-pool-akash"),
    });
    const readings = await akashChain.fetch(akashChain.offers, http, report);
    expect(valuesOf(readings)).toEqual({ staked: recorded.staked });
    expect(reports.supply).toContain("rest-akash.ecostake.com");
  });
});

describe("the dataset", () => {
  test.each(Object.entries(recorded))("believes what was recorded: %s %d", (part, value) => {
    expect(akash.implausible(value, value * 1.1, part as AkashPart)).toBeNull();
  });

  test.each<[part: AkashPart, value: number]>([
    ["spentPerDay", -7534],
    ["spentPerDay", 7534761378.24],
    ["spentPerDay", 0.00753476137824],
    ["activeLeases", 0],
    ["activeLeases", 704e9],
    ["gpusTotal", Number.NaN],
    ["providers", -60],
    ["supply", 295868912489891],
    ["supply", 295.868912],
    ["staked", 88496665093499],
  ])("does not believe %s of %d: a unit was mixed up", (part, value) => {
    expect(akash.implausible(value, undefined, part)).toContain("out of bounds");
  });

  test("does not believe a jump", () => {
    expect(akash.implausible(2000, 90, "activeLeases")).toContain("jump");
  });
});
