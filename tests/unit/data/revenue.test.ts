import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { revenue } from "#lib/data/datasets/revenue.ts";
import { type Fees, parseFees } from "#lib/data/sources/defillamaFees.ts";
import { fakeHttp, listeningReport, valuesOf } from "./fakeHttp.ts";
import { type Json, recording } from "./support.ts";

const akash: Json & { totalDataChart: [number, number][] } = recording(
  "defillama-summary-fees-akash",
);
const render: Json = recording("defillama-summary-fees-render-network-bme");

const DAY = 86_400;
/** 2026-09-21, in seconds. */
const LAST_DAY = 1789948800;

const parse = (changes: Json) => parseFees({ ...akash, ...changes }, "akash");

describe("fees", () => {
  test("are read in dollars with their days, dated by the last one", () => {
    const { fees, observedAt } = parse({});
    expect(observedAt).toBe("2026-09-21");
    expect(fees).toMatchObject({ day: 8017, week: 56167, month: 218850, allTime: 5213344 });
    expect(fees.daily).toHaveLength(66);
    expect(fees.daily[0]).toEqual(["2026-07-18", 6829]);
    expect(fees.daily.at(-1)).toEqual(["2026-09-21", 8017]);
  });

  test("keep a year of days, the last one", () => {
    const chart = Array.from({ length: 400 }, (_, index) => [LAST_DAY - index * DAY, 400 - index]);
    const { daily } = parse({ totalDataChart: chart.toReversed() }).fees;
    expect(daily).toHaveLength(365);
    expect(daily.at(-1)).toEqual(["2026-09-21", 400]);
  });

  test.each([0, null, undefined])("say null for a total of %s", (none) => {
    expect(parse({ total24h: none, totalAllTime: none }).fees).toMatchObject({
      day: null,
      week: 56167,
      allTime: null,
    });
  });

  test.each([0, null, -5, "8017"])("leave out a day of %j, and no other", (none) => {
    const chart = [...akash.totalDataChart, [LAST_DAY + DAY, none]];
    const { fees, observedAt } = parse({ totalDataChart: chart });
    expect(fees.daily).toHaveLength(66);
    expect(observedAt).toBe("2026-09-21");
  });

  test("have each day once and in order, whatever the answer repeats", () => {
    const chart = [...akash.totalDataChart, ...akash.totalDataChart].toReversed();
    expect(parse({ totalDataChart: chart }).fees).toEqual(parse({}).fees);
  });

  test.each<[what: string, changes: Json]>([
    ["of another network", { slug: "akash-2" }],
    ["in words", { total30d: "218850" }],
    ["no number", { total30d: Number.NaN }],
    ["without days", { totalDataChart: [] }],
    ["with days of 0 only", { totalDataChart: [[LAST_DAY, 0]] }],
    ["with negative days only", { totalDataChart: [[LAST_DAY, -8017]] }],
    ["without a chart", { totalDataChart: undefined }],
    ["with days in milliseconds", { totalDataChart: [[LAST_DAY * 1000, 8017]] }],
    ["with days in words", { totalDataChart: [["2026-09-21", 8017]] }],
  ])("are refused when they are %s", (_what, changes) => {
    expect(() => parse(changes)).toThrow();
  });

  test.each([[{ error: { code: -32000 } }], [null], [[]], ["Fees for akash not found"]])(
    "are not found in %j",
    (answer) => {
      expect(() => parseFees(answer, "akash")).toThrow();
    },
  );

  test("have the day of their second, in UTC", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 30_000 }),
        fc.integer({ min: 1, max: DAY - 1 }),
        (n, s) => {
          const { daily } = parse({ totalDataChart: [[n * DAY + s, 1]] }).fees;
          expect(Date.parse(daily[0]?.[0] ?? "")).toBe(n * DAY * 1000);
        },
      ),
    );
  });
});

describe("the source", () => {
  const API = "api.llama.fi/summary/fees";
  const filecoin = { ...akash, slug: "filecoin", total30d: 200000 };
  const answers = {
    [`${API}/akash`]: akash,
    [`${API}/render-network-bme`]: render,
    [`${API}/filecoin`]: filecoin,
  };
  const [source] = revenue.sources;
  const ask = (some: Json, report = listeningReport().report) =>
    source?.fetch(source.offers, fakeHttp(some).http, report);

  test("is asked once for each network", async () => {
    const { http, calls } = fakeHttp(answers);
    const readings = (await source?.fetch(revenue.parts, http, () => {})) ?? [];
    expect(readings.map(({ part, value }) => [part, value.month])).toEqual([
      ["akash", 218850],
      ["render", 210438],
      ["filecoin", 200000],
    ]);
    expect(calls.map(({ url }) => url.href)).toEqual(
      Object.keys(answers).map((path) => `https://${path}?dataType=dailyFees`),
    );
  });

  test("loses one network, not all, when it does not know one", async () => {
    const { reports, report } = listeningReport();
    const readings = await ask({ ...answers, [`${API}/filecoin`]: "not found" }, report);
    expect(Object.keys(valuesOf(readings ?? []))).toEqual(["akash", "render"]);
    expect(Object.keys(reports)).toEqual(["filecoin"]);
  });

  test("fails when it knows none", async () => {
    await expect(ask({})).rejects.toThrow("api.llama.fi/summary/fees/akash: HTTP 500");
  });
});

describe("the dataset", () => {
  const { fees } = parse({});
  const doubt = (changes: Partial<Fees>, last?: Fees) =>
    revenue.implausible({ ...fees, ...changes }, last, "akash");

  test("believes and keeps what was recorded", () => {
    expect(doubt({}, fees)).toBeNull();
    expect(revenue.value.parse(fees)).toEqual(fees);
  });

  test("can do without some totals", () => {
    expect(doubt({ day: null, allTime: null })).toBeNull();
  });

  test("lets a single day leap", () => {
    expect(doubt({}, { ...fees, day: 100 })).toBeNull();
  });

  test.each<[what: string, changes: Partial<Fees>]>([
    ["no total at all", { day: null, week: null, month: null }],
    ["a day above the week", { day: 60000 }],
    ["a month above all time", { month: 6e6 }],
    ["an absurd all time", { allTime: 5e15 }],
    ["an absurd month", { month: 2e14, allTime: 3e14 }],
    ["an absurd day in the chart", { daily: [["2026-09-21", 8e12]] }],
    ["a negative day", { day: -8017 }],
    ["a month that is no number", { month: Number.NaN }],
  ])("does not believe %s", (_what, changes) => {
    expect(doubt(changes)).not.toBeNull();
  });

  test("does not believe a jump of the month", () => {
    expect(doubt({}, { ...fees, month: 5000 })).toContain("jump");
  });
});
