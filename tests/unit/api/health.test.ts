import { describe, expect, test } from "vitest";
import { describeHealth, type Health, healthSchema, toPrometheus } from "#lib/api/health.ts";
import type { Dataset, Figure } from "#lib/data/dataset.ts";
import type { Snapshot } from "#lib/data/snapshot.ts";
import { dataset, fetched, missing, NOON, shipped, snapshotWith, stateOf } from "./support.ts";

const LATER = new Date("2026-11-22T13:00:00.000Z");

function known(
  figures: Record<string, Figure<unknown>> = {},
  snapshot: Snapshot | null = snapshotWith(),
  changes: Partial<Dataset<string, unknown>> = {},
) {
  return { dataset: { ...dataset, ...changes }, state: stateOf(figures), snapshot };
}

function healthOf(...args: Parameters<typeof known>) {
  const { datasets } = describeHealth([known(...args)], LATER);
  return datasets[0];
}

const everyPart = (figure: Figure<unknown>) => ({ rented: figure, total: figure, price: figure });

describe("a dataset's health", () => {
  test("tells all when everything is there", () => {
    expect(healthOf()).toEqual({
      id: "machines",
      status: "live",
      ageSeconds: 3600,
      dueAt: "2026-11-23T12:00:00.000Z",
      attemptedAt: NOON,
      missingParts: [],
      failures: [],
      pastLimit: false,
    });
  });

  test("is past its limit when a required part is missing", () => {
    expect(healthOf({ total: missing })).toMatchObject({
      pastLimit: true,
      missingParts: ["total"],
    });
  });

  test("is past its limit when a required part has grown too old", () => {
    const since = "2026-10-01T00:00:00.000Z";
    expect(healthOf({ rented: { status: "missing", since } })).toMatchObject({ pastLimit: true });
  });

  test("is not past its limit when only an optional part is missing", () => {
    expect(healthOf({ price: missing })).toMatchObject({
      pastLimit: false,
      missingParts: ["price"],
    });
  });

  test("is not past its limit with old or shipped values", () => {
    const stale = fetched({ status: "stale", outdated: true });
    expect(healthOf({ rented: stale, total: shipped })).toMatchObject({
      pastLimit: false,
      status: "seed",
    });
  });

  test("is as old as its oldest value", () => {
    const older = fetched({ retrievedAt: "2026-11-21T13:00:00.000Z" });
    expect(healthOf({ total: older })).toMatchObject({ ageSeconds: 86_400 });
  });

  test("has no age without a fetched value", () => {
    expect(healthOf(everyPart(missing))).toMatchObject({ ageSeconds: null, status: "missing" });
    expect(healthOf(everyPart(shipped))).toMatchObject({ ageSeconds: null, status: "seed" });
  });

  test("gives the reasons of the last attempt", () => {
    const failures = [
      { source: "alpha", reason: "HTTP 500" },
      { source: "beta", part: "total", reason: "no value" },
    ];
    expect(healthOf({}, snapshotWith(failures))).toMatchObject({ failures, attemptedAt: NOON });
  });

  test("knows no attempt before the first", () => {
    expect(healthOf({}, null)).toMatchObject({ attemptedAt: null, failures: [] });
  });
});

describe("the site's health", () => {
  test("is ok while no dataset is past its limit", () => {
    const { status } = describeHealth([known(), known({ price: missing })], LATER);
    expect(status).toBe("ok");
  });

  test("is degraded as soon as one is", () => {
    const { status } = describeHealth([known(), known({ total: missing })], LATER);
    expect(status).toBe("degraded");
  });

  test("follows its own schema", () => {
    const health = describeHealth([known(), known(everyPart(missing), null)], LATER);
    expect(healthSchema.parse(health)).toEqual(health);
  });
});

describe("the text for Prometheus", () => {
  const sick = known(everyPart(missing), snapshotWith([{ source: "alpha", reason: "HTTP 500" }]), {
    id: "sick-machines",
  });
  const unborn = known(everyPart(missing), null, { id: "unborn" });
  const text = toPrometheus(describeHealth([known(), sick, unborn], LATER));
  const lines = text.split("\n");
  const samples = lines.filter((line) => line !== "" && !line.startsWith("#"));

  /** Version 0.0.4 of the format: comment, sample with labels, or nothing. */
  const LINE =
    /^(# (HELP [a-z_]+ \S.*|TYPE [a-z_]+ gauge)|[a-z_]+\{dataset="[a-z0-9-]+"\} -?\d+(\.\d+)?|)$/;

  const sampleOf = (metric: string, id: string) =>
    samples
      .find((line) => line.startsWith(`depin_guide_${metric}{dataset="${id}"} `))
      ?.split(" ")[1];

  test("parses line by line and ends with a line feed", () => {
    expect(lines.filter((line) => !LINE.test(line))).toEqual([]);
    expect(text.endsWith("\n")).toBe(true);
    expect(text).not.toContain("\n\n");
  });

  test("explains every metric once, before its samples", () => {
    const names = (kind: string) =>
      lines.filter((line) => line.startsWith(`# ${kind} `)).map((line) => line.split(" ")[2]);
    const inOrder = [...new Set(samples.map((line) => line.split("{")[0]))];
    expect(names("HELP")).toEqual(inOrder);
    expect(names("TYPE")).toEqual(inOrder);
    for (const name of inOrder) {
      const first = lines.findIndex((line) => line.startsWith(`${name}{`));
      expect(lines[first - 1]).toBe(`# TYPE ${name} gauge`);
      expect(lines[first - 2]).toMatch(new RegExp(`^# HELP ${name} `));
    }
  });

  test("keeps the samples of a metric together and each of them single", () => {
    const names = samples.map((line) => line.split("{")[0]);
    const blocks = names.filter((name, index) => name !== names[index - 1]);
    expect(blocks).toEqual([...new Set(names)]);
    expect(new Set(samples.map((line) => line.split(" ")[0])).size).toBe(samples.length);
  });

  test.each([
    ["dataset_age_seconds", "machines", "3600"],
    ["dataset_live", "machines", "1"],
    ["dataset_live", "sick-machines", "0"],
    ["dataset_past_limit", "machines", "0"],
    ["dataset_past_limit", "sick-machines", "1"],
    ["dataset_missing_parts", "machines", "0"],
    ["dataset_missing_parts", "sick-machines", "3"],
    ["dataset_failures", "machines", "0"],
    ["dataset_failures", "sick-machines", "1"],
    ["dataset_attempt_timestamp_seconds", "machines", String(Date.parse(NOON) / 1000)],
  ])("says %s of %s", (metric, id, value) => {
    expect(sampleOf(metric, id)).toBe(value);
  });

  test("leaves out what is not known instead of saying 0", () => {
    expect(sampleOf("dataset_age_seconds", "sick-machines")).toBeUndefined();
    expect(sampleOf("dataset_attempt_timestamp_seconds", "unborn")).toBeUndefined();
  });

  test("is well-formed without any dataset", () => {
    const empty: Health = { status: "ok", datasets: [] };
    expect(
      toPrometheus(empty)
        .split("\n")
        .filter((line) => !LINE.test(line)),
    ).toEqual([]);
  });
});
