import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ionet } from "#lib/data/datasets/ionet.ts";
import { parseClusters, parseMarket } from "#lib/data/sources/ionet.ts";
import { fakeHttp, listeningReport, valuesOf } from "./fakeHttp.ts";
import { type Json, recording } from "./support.ts";

const NOW = "2026-11-22T06:00:00.000Z";

const market: { data: Json[] } = recording("ionet-market-snapshot");
const clusters = recording("ionet-network-info-clusters");
const [h100 = {}, rtx4090 = {}] = market.data;

const rtx4090Values = { rtx4090Hired: 616, rtx4090Total: 617 };
const recorded = { h100Hired: 512, h100Total: 512, ...rtx4090Values };

/** What is read from these rows. */
function read(...data: unknown[]) {
  const { reports, report } = listeningReport();
  return { values: valuesOf(parseMarket({ status: "succeeded", data }, NOW, report)), reports };
}

const readH100 = (changes: Json) => read({ ...h100, ...changes }, rtx4090);

describe("hired GPUs", () => {
  test("are read by model, dated by the retrieval", () => {
    const { reports, report } = listeningReport();
    const readings = parseMarket(market, NOW, report);
    expect(valuesOf(readings)).toEqual(recorded);
    expect(readings.every(({ observedAt }) => observedAt === NOW)).toBe(true);
    expect(reports).toEqual({});
  });

  test("are added up over the forms of an H100", () => {
    const pcie = { ...h100, id: 225, hardware_name: "H100 PCIe", total: 100, hired: 40 };
    expect(read(h100, pcie, rtx4090).values).toMatchObject({ h100Hired: 552, h100Total: 612 });
  });

  test.each(["GeForce RTX 4090 Laptop GPU", "GeForce RTX 4090 D", "H1000", "GH100", "A100"])(
    "are not those of a %s",
    (hardware_name) => {
      expect(read(h100, rtx4090, { ...h100, id: 9, hardware_name }).values).toEqual(recorded);
    },
  );

  test("count a row once that comes twice", () => {
    expect(read(...market.data, ...market.data).values).toEqual(recorded);
  });

  test("may be none: that is a fact", () => {
    expect(readH100({ hired: 0 }).values).toMatchObject({ h100Hired: 0, h100Total: 512 });
  });

  test("are unknown where there are none in all", () => {
    expect(readH100({ hired: 0, total: 0 }).values).toEqual(rtx4090Values);
  });

  test("are unknown where the model is missing", () => {
    expect(read(rtx4090).values).toEqual(rtx4090Values);
  });

  test("are not believed when they are more than there are", () => {
    const { values, reports } = readH100({ hired: 513 });
    expect(values).toEqual(rtx4090Values);
    expect(reports).toEqual({
      h100Hired: "h100Hired 513 exceeds h100Total 512",
      h100Total: "h100Hired 513 exceeds h100Total 512",
    });
  });

  test.each<[what: string, changes: Json]>([
    ["absent", { hired: undefined }],
    ["null", { total: null }],
    ["a text", { hired: "512" }],
    ["no number", { total: Number.NaN }],
  ])("are reported, and no other model's, when a number is %s", (_what, changes) => {
    const { values, reports } = readH100(changes);
    expect(values).toEqual(rtx4090Values);
    expect(Object.keys(reports)).toEqual(["h100Hired", "h100Total"]);
  });

  test("do not care about rows of other hardware", () => {
    expect(read(null, "row", { id: "x" }, ...market.data).values).toEqual(recorded);
  });

  test.each([[{ error: { code: -32000 } }], [null], [{ status: "failed", data: null }], ["soon"]])(
    "are not found in %j",
    (answer) => {
      expect(() => parseMarket(answer, NOW, () => {})).toThrow();
    },
  );

  test("are never more than there are, whatever the rows say", () => {
    const row = fc.record({ total: fc.nat(1000), hired: fc.nat(1000) });
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const named = rows.map((one, id) => ({ ...h100, ...one, id }));
        const { h100Hired = 0, h100Total = 0 } = read(...named).values;
        expect(h100Hired).toBeLessThanOrEqual(h100Total);
      }),
    );
  });
});

describe("running clusters", () => {
  test("are read", () => {
    expect(parseClusters(clusters, NOW)).toEqual([
      { part: "runningClusters", value: 42, observedAt: NOW },
    ]);
  });

  test("are unknown where they are 0", () => {
    expect(parseClusters({ data: { running_clusters: 0 } }, NOW)).toEqual([]);
  });

  test.each([[{}], [null], [{ data: {} }], [{ data: { running_clusters: "42" } }]])(
    "are not found in %j",
    (answer) => {
      expect(() => parseClusters(answer, NOW)).toThrow();
    },
  );
});

describe("the dataset", () => {
  const API = "api.io.solutions/v1/io-explorer/network";
  const answers = { [`${API}/market-snapshot`]: market, [`${API}/info/clusters`]: clusters };

  test("gives every part", async () => {
    const readings = await Promise.all(
      ionet.sources.map((source) => source.fetch(source.offers, fakeHttp(answers).http, () => {})),
    );
    expect(valuesOf(readings.flat())).toEqual({ ...recorded, runningClusters: 42 });
  });

  test("can do without clusters", () => {
    expect(ionet.optional).toEqual(["runningClusters"]);
  });

  test.each([
    ["h100Hired", 0],
    ["h100Total", 512],
    ["runningClusters", 42],
  ] as const)("believes %s of %d", (part, value) => {
    expect(ionet.implausible(value, value, part)).toBeNull();
  });

  test.each([
    ["h100Hired", -1],
    ["h100Total", 0],
    ["rtx4090Total", 617e9],
    ["runningClusters", Number.NaN],
  ] as const)("does not believe %s of %d", (part, value) => {
    expect(ionet.implausible(value, undefined, part)).toContain("out of bounds");
  });
});
