import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { akashGpuPrices } from "#lib/data/datasets/akashGpuPrices.ts";
import {
  type GpuOffer,
  parseGpuPrices,
  akashGpuPrices as source,
} from "#lib/data/sources/akashGpuPrices.ts";
import { fakeHttp, listeningReport, valuesOf } from "./fakeHttp.ts";
import { type Json, recording } from "./support.ts";

const NOW = "2026-11-22T06:00:00.000Z";

const recorded: { models: Json[] } = recording("akash-gpu-prices");
const errorBody = recording("akash-error");

const isH100 = ({ model }: Json) => model === "h100";
const h100 = recorded.models.find(isH100) ?? {};

/** What is read when the recorded models are changed. */
function read(models: unknown[]) {
  const { reports, report } = listeningReport();
  return { values: valuesOf(parseGpuPrices({ ...recorded, models }, NOW, report)), reports };
}

/** … when the H100's row is changed. */
const readH100 = (changes: Json) =>
  read(recorded.models.map((row) => (isH100(row) ? { ...row, ...changes } : row)));

/** … when the H100 has these rows. */
const readH100Rows = (...rows: Json[]) =>
  read([...recorded.models.filter((row) => !isH100(row)), ...rows]);

const offers = {
  h100: { min: 2.04, median: 2.56, max: 3.16, rented: 53, total: 68 },
  "a100-80": { min: 1.07, median: 1.83, max: 1.83, rented: 106, total: 222 },
  rtx4090: { min: 0.28, median: 0.34, max: 0.49, rented: 3, total: 5 },
};

const pcie = {
  ...h100,
  interface: "PCIe",
  availability: { total: 12, available: 10 },
  price: { currency: "USD", min: 1.5, med: 1.7, max: 2 },
};

describe("GPU prices", () => {
  test("are read for the cards of the guide, dated by the retrieval", () => {
    const { reports, report } = listeningReport();
    const readings = parseGpuPrices(recorded, NOW, report);
    expect(valuesOf(readings)).toEqual(offers);
    expect(readings.map(({ observedAt }) => observedAt)).toEqual([NOW, NOW, NOW]);
    expect(reports).toEqual({});
  });

  test.each<[what: string, changes: Json]>([
    ["other memory", { ram: "94Gi" }],
    ["another vendor", { vendor: "amd" }],
    ["another model", { model: "h200" }],
  ])("are not those of %s", (_what, changes) => {
    const { values, reports } = readH100(changes);
    expect(Object.keys(values)).toEqual(["a100-80", "rtx4090"]);
    expect(reports).toEqual({ h100: "no bids" });
  });

  test("take all interfaces together, with the median of the one with the most GPUs", () => {
    const merged = { min: 1.5, median: 2.56, max: 3.16, rented: 55, total: 80 };
    expect(readH100Rows(h100, pcie).values.h100).toEqual(merged);
    expect(readH100Rows(pcie, h100).values.h100).toEqual(merged);
  });

  test("count the GPUs of an interface that nobody bid for", () => {
    expect(readH100Rows(h100, { ...pcie, price: null }).values.h100).toEqual({
      ...offers.h100,
      rented: 55,
      total: 80,
    });
  });

  test("count a row once that comes twice", () => {
    expect(read([...recorded.models, ...recorded.models]).values).toEqual(offers);
  });

  test.each([null, undefined])("are none, and not 0, without bids (%s)", (price) => {
    const { values, reports } = readH100({ price });
    expect(values).not.toHaveProperty("h100");
    expect(reports).toEqual({ h100: "no bids" });
  });

  test("are none where there is no GPU", () => {
    expect(readH100({ availability: { total: 0, available: 0 } }).reports.h100).toBe("no bids");
  });

  test("may have no GPU rented", () => {
    const { values } = readH100({ availability: { total: 68, available: 68 } });
    expect(values.h100).toMatchObject({ rented: 0, total: 68 });
  });

  const price = h100.price as Json;
  test.each<[what: string, changes: Json]>([
    ["a price of 0", { price: { ...price, med: 0 } }],
    ["a negative price", { price: { ...price, min: -2 } }],
    ["a price in words", { price: { ...price, max: "3.16" } }],
    ["a price that is no number", { price: { ...price, med: Number.NaN } }],
    ["a price of null", { price: { ...price, med: null } }],
    ["another currency", { price: { ...price, currency: "EUR" } }],
    ["no availability", { availability: undefined }],
    ["more available than there are", { availability: { total: 5, available: 6 } }],
    ["a negative count", { availability: { total: 5, available: -1 } }],
    ["a count in words", { availability: { total: "68", available: 15 } }],
    ["half a GPU", { availability: { total: 5, available: 0.5 } }],
  ])("leave out and report a card with %s, and no other", (_what, changes) => {
    const { values, reports } = readH100(changes);
    expect(Object.keys(values)).toEqual(["a100-80", "rtx4090"]);
    expect(Object.keys(reports)).toEqual(["h100"]);
  });

  test("do not care about rows of other cards", () => {
    expect(read([null, "row", { model: 7 }, ...recorded.models]).values).toEqual(offers);
  });

  test.each([[errorBody], [null], [[]], ["maintenance"]])("are not found in %j", (answer) => {
    expect(() => parseGpuPrices(answer, NOW, () => {})).toThrow();
  });

  test("of merged interfaces never leave their range, nor does what is rented", () => {
    const row = fc
      .record({
        prices: fc.tuple(...Array.from({ length: 3 }, () => fc.integer({ min: 2, max: 5000 }))),
        total: fc.integer({ min: 1, max: 500 }),
        rented: fc.nat(500),
      })
      .map(({ prices, total, rented }) => {
        const [min = 1, med = 1, max = 1] = prices.toSorted((a, b) => a - b);
        const available = Math.max(0, total - rented);
        return {
          availability: { total, available },
          price: { currency: "USD", min: min / 100, med: med / 100, max: max / 100 },
        };
      });
    const { implausible } = akashGpuPrices;
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), (rows) => {
        const named = rows.map((one, index) => ({ ...h100, ...one, interface: `SXM${index}` }));
        const read = parseGpuPrices({ models: named }, NOW, () => {});
        const reasons = read.map(({ value, part }) => implausible(value, undefined, part));
        expect(reasons).toEqual([null]);
        expect(read.map(({ value }) => akashGpuPrices.value.safeParse(value).success)).toEqual([
          true,
        ]);
      }),
    );
  });
});

describe("the source", () => {
  test("has half a minute, and gives what is wanted", async () => {
    const { http, calls } = fakeHttp({ "console-api.akash.network/v1/gpu-prices": recorded });
    const readings = await source.fetch(["rtx4090"], http, () => {});
    expect(valuesOf(readings)).toEqual({ rtx4090: offers.rtx4090 });
    expect(calls.map(({ options }) => options)).toEqual([{ timeoutMs: 30_000 }]);
  });
});

describe("the dataset", () => {
  const doubt = (changes: Partial<GpuOffer>, last?: GpuOffer) =>
    akashGpuPrices.implausible({ ...offers.h100, ...changes }, last, "h100");

  test("believes what was recorded", () => {
    expect(doubt({}, offers.h100)).toBeNull();
  });

  test.each<[what: string, changes: Partial<GpuOffer>]>([
    ["prices in other units", { min: 2_982_368, median: 4_124_935, max: 4_719_528 }],
    ["hardly any price", { min: 0.000002 }],
    ["a median beyond the range", { median: 4 }],
    ["a median that is no number", { median: Number.NaN }],
    ["a negative price", { min: -1 }],
    ["more rented than there are", { rented: 69 }],
    ["a negative number of rented", { rented: -1 }],
    ["absurdly many", { total: 68e9 }],
  ])("does not believe %s", (_what, changes) => {
    expect(doubt(changes)).not.toBeNull();
  });

  test("does not believe a jump of the median", () => {
    const last = { ...offers.h100, min: 0.1, median: 0.1, max: 0.1 };
    expect(doubt({}, last)).toContain("jump");
  });
});
