import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Dataset } from "#lib/data/dataset.ts";
import { dueTime, judge } from "#lib/data/freshness.ts";
import type { Snapshot, StoredPart } from "#lib/data/snapshot.ts";
import { snapshotOf, storedPart } from "./support.ts";

/** A period of an hour, a retry time of a minute. */
const periods = { revalidateSeconds: 3600, retrySeconds: 60 };

const seedSource = { id: "paper", name: "Paper", url: "https://paper.example" };

const dataset: Dataset<"a" | "b" | "extra", number> = {
  id: "prices",
  title: "Prices",
  unit: () => "USD",
  parts: ["a", "b", "extra"],
  optional: ["extra"],
  value: z.number().positive(),
  sources: [],
  maxAgeSeconds: 7200,
  implausible: () => null,
  seed: { a: { value: 9, observedAt: "2026-06", source: seedSource, confidence: "low" } },
};

const at = (time: string) => `2026-11-22T${time}Z`;
const part = (retrieved: string, changes: Partial<StoredPart> = {}) =>
  storedPart({ retrievedAt: at(retrieved), observedAt: at("05:00:00"), ...changes });
const round = (parts: Record<string, StoredPart>, finished: string) =>
  snapshotOf(parts, at(finished));

const due = (snapshot: Snapshot | null) =>
  new Date(dueTime(dataset, snapshot, periods)).toISOString();
const judged = (snapshot: Snapshot | null, now: string) =>
  judge(dataset, snapshot, periods, new Date(at(now)));

describe("the next attempt is due", () => {
  test("at once where there is no snapshot", () => {
    expect(dueTime(dataset, null, periods)).toBe(0);
  });

  test("a period after the oldest value of a round that renewed everything", () => {
    const parts = { a: part("06:00:00"), b: part("06:00:05"), extra: part("06:00:09") };
    expect(due(round(parts, "06:00:10"))).toBe("2026-11-22T07:00:00.000Z");
  });

  test.each<[what: string, extra: Record<string, StoredPart>]>([
    ["missing", {}],
    ["old", { extra: part("01:00:00") }],
  ])("no earlier because an optional part is %s", (_what, extra) => {
    const parts = { a: part("06:00:00"), b: part("06:00:00"), ...extra };
    expect(due(round(parts, "06:00:10"))).toBe("2026-11-22T07:00:00.000Z");
  });

  test("after the retry time when a round left a part missing", () => {
    expect(due(round({ a: part("06:00:00") }, "06:00:10"))).toBe("2026-11-22T06:01:10.000Z");
  });

  test("after the retry time when a round left a part unrenewed", () => {
    const parts = { a: part("07:00:05"), b: part("06:00:00") };
    expect(due(round(parts, "07:00:10"))).toBe("2026-11-22T07:01:10.000Z");
  });

  test("after the retry time when a round brought nothing at all", () => {
    expect(due(round({}, "06:00:10"))).toBe("2026-11-22T06:01:10.000Z");
  });

  test("after the retry time when the values end with the failed round, to the millisecond", () => {
    const parts = { a: part("06:00:00"), b: part("06:00:00") };
    expect(due(round(parts, "07:00:00.000"))).toBe("2026-11-22T07:01:00.000Z");
    expect(due(round(parts, "06:59:59.999"))).toBe("2026-11-22T07:00:00.000Z");
  });
});

describe("a figure", () => {
  const both = { a: part("06:00:00"), b: part("06:00:00") };

  test.each([
    ["06:00:00", "live", false],
    ["07:00:00", "live", false],
    ["07:00:00.001", "stale", true],
    ["08:00:00", "stale", true],
  ])("is at %s %s", (now, status, outdated) => {
    expect(judged(round(both, "06:00:00"), now).figures.a).toEqual({
      status,
      outdated,
      value: 1,
      observedAt: at("05:00:00"),
      retrievedAt: at("06:00:00"),
      source: { id: "s", name: "S", url: "https://s.example" },
    });
  });

  test("is missing past the age limit, and says since when", () => {
    expect(judged(round(both, "06:00:00"), "08:00:00.001").figures.a).toEqual({
      status: "missing",
      since: at("06:00:00"),
    });
  });

  test.each([
    ["06:30:00", false],
    ["07:30:00", true],
  ])("that is a sample stays one at %s", (now, outdated) => {
    const sample = round({ a: part("06:00:00", { sample: true }) }, "06:00:00");
    expect(judged(sample, now).figures.a).toMatchObject({ status: "sample", outdated });
  });

  test("that is a sample is missing past the age limit too", () => {
    const sample = round({ a: part("06:00:00", { sample: true }) }, "06:00:00");
    expect(judged(sample, "08:00:01").figures.a).toMatchObject({ status: "missing" });
  });

  test.each([0, -1, "1", null])("is missing where the stored value is %s", (value) => {
    const snapshot = round({ a: part("06:00:00", { value }) }, "06:00:00");
    expect(judged(snapshot, "06:00:00").figures.a).toMatchObject({ status: "missing" });
  });

  test("is judged by its own date, not by the others'", () => {
    const mixed = round({ a: part("06:00:00"), b: part("04:45:00") }, "06:00:00");
    const { figures } = judged(mixed, "06:30:00");
    expect([figures.a.status, figures.b.status, figures.extra]).toEqual([
      "live",
      "stale",
      { status: "missing" },
    ]);
  });

  test.each([
    ["there is no snapshot", null],
    ["no round brought anything", round({}, "06:00:00")],
  ])("comes from the seed, however old, while %s", (_what, snapshot) => {
    const { figures } = judged(snapshot, "06:00:00");
    expect(figures.a).toEqual({
      status: "seed",
      value: 9,
      observedAt: "2026-06",
      source: seedSource,
      confidence: "low",
    });
    expect(figures.b).toEqual({ status: "missing" });
  });

  test("does not come from the seed once any part was fetched", () => {
    expect(judged(round({ b: part("06:00:00") }, "06:00:00"), "06:00:00").figures.a).toEqual({
      status: "missing",
    });
  });
});

test("a state names its dataset and the next attempt", () => {
  const parts = { a: part("06:00:00"), b: part("06:00:00") };
  expect(judged(round(parts, "06:00:10"), "06:30:00")).toMatchObject({
    id: "prices",
    dueAt: "2026-11-22T07:00:00.000Z",
  });
  expect(judged(null, "06:30:00").dueAt).toBe("1970-01-01T00:00:00.000Z");
});
