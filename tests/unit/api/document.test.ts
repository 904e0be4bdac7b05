import { describe, expect, test } from "vitest";
import { datasetDocumentSchema, describeDataset, summarise } from "#lib/api/document.ts";
import type { Figure } from "#lib/data/dataset.ts";
import {
  alpha,
  beta,
  dataset,
  fetched,
  missing,
  NOON,
  SITE,
  shipped,
  snapshotWith,
  stateOf,
} from "./support.ts";

const allMissing = stateOf({ rented: missing, total: missing, price: missing });

const live = fetched();
const stale = fetched({ status: "stale", outdated: true });
const sample = fetched({ status: "sample" });

describe("a dataset in one line", () => {
  test.each<[string, Record<string, Figure<unknown>>]>([
    ["live", { rented: live, total: live, price: live }],
    ["stale", { rented: live, total: stale, price: live }],
    ["seed", { rented: shipped, total: stale, price: live }],
    ["sample", { rented: live, total: sample, price: shipped }],
    ["stale", { rented: missing, total: stale, price: live }],
    ["live", { rented: missing, total: missing, price: live }],
    ["missing", { rented: missing, total: missing, price: missing }],
  ])("is %s for the weakest part that can be had", (status, figures) => {
    expect(summarise(dataset, stateOf(figures)).status).toBe(status);
  });

  test("has no dates and no source when all is missing", () => {
    expect(summarise(dataset, allMissing)).toMatchObject({
      status: "missing",
      observedAt: null,
      retrievedAt: null,
      source: [],
    });
  });

  test("is as old as its oldest parts", () => {
    const state = stateOf({
      rented: fetched({ observedAt: "2026-11-20", retrievedAt: NOON }),
      total: fetched({ observedAt: NOON, retrievedAt: "2026-11-21T00:00:00.000Z" }),
    });
    expect(summarise(dataset, state)).toMatchObject({
      observedAt: "2026-11-20",
      retrievedAt: "2026-11-21T00:00:00.000Z",
    });
  });

  test("takes a month as older than any of its days", () => {
    const state = stateOf({
      rented: fetched({ observedAt: "2026-11-01" }),
      total: fetched({ observedAt: "2026-11" }),
    });
    expect(summarise(dataset, state).observedAt).toBe("2026-11");
  });

  test("does not take its age from what is missing", () => {
    const state = stateOf({ rented: { status: "missing", since: "2026-01-01T00:00:00.000Z" } });
    expect(summarise(dataset, state).retrievedAt).toBe(NOON);
  });

  test("was never retrieved when all of it was shipped", () => {
    const state = stateOf({ rented: shipped, total: shipped, price: shipped });
    expect(summarise(dataset, state)).toMatchObject({
      status: "seed",
      observedAt: "2026-10",
      retrievedAt: null,
    });
  });

  test("names every source and unit once", () => {
    const state = stateOf({ total: fetched({ source: beta }), price: fetched({ source: alpha }) });
    expect(summarise(dataset, state)).toMatchObject({ source: [alpha, beta], unit: "GPU, USD" });
  });
});

describe("a dataset in full", () => {
  test("has every part in the dataset's order, with its unit", () => {
    const { parts } = describeDataset(dataset, stateOf(), snapshotWith(), SITE);
    expect(parts.map(({ id, unit }) => [id, unit])).toEqual([
      ["rented", "GPU"],
      ["total", "GPU"],
      ["price", "USD"],
    ]);
  });

  test("tells value, dates and source of each part", () => {
    const [rented] = describeDataset(dataset, stateOf({ rented: stale }), null, SITE).parts;
    expect(rented).toEqual({
      id: "rented",
      unit: "GPU",
      status: "stale",
      value: 120,
      observedAt: NOON,
      retrievedAt: NOON,
      source: alpha,
    });
  });

  test("never prints 0 for what is missing", () => {
    const { parts } = describeDataset(dataset, allMissing, null, SITE);
    const empty = { value: null, observedAt: null, retrievedAt: null, source: null };
    expect(parts.map(({ id: _, unit: _unit, ...rest }) => rest)).toEqual(
      dataset.parts.map(() => ({ status: "missing", ...empty })),
    );
  });

  test("says missing for a part the state does not know", () => {
    const state = { ...stateOf(), figures: {} };
    const { parts } = describeDataset(dataset, state, null, SITE);
    expect(parts.map(({ status, value }) => [status, value])).toEqual(
      dataset.parts.map(() => ["missing", null]),
    );
  });

  test("keeps a 0 that a source told", () => {
    const state = stateOf({ rented: fetched({ value: 0 }) });
    expect(describeDataset(dataset, state, null, SITE).parts[0]).toMatchObject({
      status: "live",
      value: 0,
    });
  });

  test("tells the confidence of shipped values, and of no others", () => {
    const { parts } = describeDataset(dataset, stateOf({ rented: shipped }), null, SITE);
    expect(parts[0]).toMatchObject({ status: "seed", confidence: "low", retrievedAt: null });
    expect(parts[1]).not.toHaveProperty("confidence");
  });

  test("carries the fingerprint of the stored snapshot", () => {
    const snapshot = snapshotWith();
    expect(describeDataset(dataset, stateOf(), snapshot, SITE).sha256).toBe(snapshot.sha256);
    expect(describeDataset(dataset, stateOf(), null, SITE).sha256).toBeNull();
  });

  test("is cited with date and address", () => {
    const { citation } = describeDataset(dataset, stateOf(), null, SITE);
    expect(citation).toContain('dataset "machines"');
    expect(citation).toContain(`observed ${NOON}`);
    expect(citation).toContain(`${SITE}/api/v1/datasets/machines`);
  });

  test("is cited as never observed when all is missing", () => {
    expect(describeDataset(dataset, allMissing, null, SITE).citation).toContain("observed never");
  });

  test.each([
    ["current", stateOf()],
    ["missing", allMissing],
    ["shipped", stateOf({ rented: shipped, total: shipped, price: shipped })],
  ])("follows its own schema when %s", (_, state) => {
    const document = describeDataset(dataset, state, snapshotWith(), SITE);
    expect(datasetDocumentSchema.parse(document)).toEqual(document);
  });
});
