import { describe, expect, test } from "vitest";
import { render } from "#lib/data/datasets/render.ts";
import { fakeHttp, valuesOf } from "./fakeHttp.ts";
import { type Json, recording } from "./support.ts";

const fees: Json = recording("defillama-summary-fees-render-network-bme");
const supply: Json = recording("solana-get-token-supply-render");

const FEES = "api.llama.fi/summary/fees/render-network-bme";
const SOLANA = "api.mainnet-beta.solana.com/";

/** What one of the sources reads from its answer. */
const read = (id: string, answers: Json) => {
  const source = render.sources.find((one) => one.id === id);
  return source?.fetch(source.offers, fakeHttp(answers).http, () => {});
};

const work = (changes: Json) => read("defillama", { [FEES]: { ...fees, ...changes } });

describe("paid work", () => {
  test("is read in dollars, dated by the last day counted", async () => {
    expect(await work({})).toEqual([
      { part: "work24h", value: 7378, observedAt: "2026-09-21" },
      { part: "work7d", value: 51462, observedAt: "2026-09-21" },
      { part: "work30d", value: 210438, observedAt: "2026-09-21" },
    ]);
  });

  test("is asked as fees: what the source calls revenue leaves most of it out", async () => {
    const { http, calls } = fakeHttp({ [FEES]: fees });
    await render.sources[0]?.fetch(["work30d"], http, () => {});
    expect(calls.map(({ url }) => url.search)).toEqual(["?dataType=dailyFees"]);
  });

  test.each([0, null, undefined])("leaves out a period with %s, and no other", async (none) => {
    expect(valuesOf((await work({ total24h: none })) ?? [])).toEqual({
      work7d: 51462,
      work30d: 210438,
    });
  });

  test("is only what is wanted", async () => {
    const { http } = fakeHttp({ [FEES]: fees });
    const readings = await render.sources[0]?.fetch(["work30d"], http, () => {});
    expect(valuesOf(readings ?? [])).toEqual({ work30d: 210438 });
  });

  test.each<[what: string, changes: Json]>([
    ["of another network", { slug: "rendermoney" }],
    ["in words", { total7d: "51462" }],
    ["without days", { totalDataChart: [] }],
  ])("is refused when it is %s", async (_what, changes) => {
    await expect(work(changes)).rejects.toThrow();
  });
});

describe("the supply", () => {
  test("is Solana's, computed from the smallest unit", async () => {
    const { http, calls } = fakeHttp({ [SOLANA]: supply });
    const readings = await render.sources[1]?.fetch(["supplySolana"], http, () => {});
    expect(valuesOf(readings ?? [])).toEqual({ supplySolana: Number("533536000.11220045") });
    expect(calls[0]?.body).toMatchObject({
      params: ["rndrizKT3MK1iimdxRdWabcF7Zg7AR5T4nud4EkHBof"],
    });
  });
});

describe("the dataset", () => {
  test.each(["work24h", "work7d", "work30d", "supplySolana"] as const)("offers %s once", (part) => {
    expect(render.sources.filter(({ offers }) => offers.includes(part))).toHaveLength(1);
  });

  test.each([
    ["work24h", 7378],
    ["work7d", 51462],
    ["work30d", 210438],
    ["supplySolana", 533536000.1122],
  ] as const)("believes what was recorded: %s %d", (part, value) => {
    expect(render.implausible(value, value * 1.1, part)).toBeNull();
  });

  test.each([
    ["work24h", -7378],
    ["work24h", Number.NaN],
    ["work30d", 210438e9],
    ["supplySolana", 53353600011220045n],
    ["supplySolana", 5.33],
  ] as const)("does not believe %s of %s", (part, value) => {
    expect(render.implausible(Number(value), undefined, part)).toContain("out of bounds");
  });
});
