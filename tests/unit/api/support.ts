import { z } from "zod";
import type { Dataset, DatasetState, Figure } from "#lib/data/dataset.ts";
import { createSnapshot, type Failure, type Snapshot } from "#lib/data/snapshot.ts";

export const SITE = "https://guide.example";
export const NOON = "2026-11-22T12:00:00.000Z";

export const alpha = { id: "alpha", name: "Alpha", url: "https://alpha.example" };
export const beta = { id: "beta", name: "Beta", url: "https://beta.example" };

/** Three parts, the last of which may be missing; two units. */
export const dataset: Dataset<string, unknown> = {
  id: "machines",
  title: "Machines",
  parts: ["rented", "total", "price"],
  optional: ["price"],
  value: z.number(),
  unit: (part) => (part === "price" ? "USD" : "GPU"),
  sources: [],
  maxAgeSeconds: 1_209_600,
  implausible: () => null,
  seed: {},
};

type Fetched = Extract<Figure<unknown>, { retrievedAt: string }>;

export function fetched(changes: Partial<Fetched> = {}): Fetched {
  return {
    status: "live",
    value: 120,
    observedAt: NOON,
    retrievedAt: NOON,
    outdated: false,
    source: alpha,
    ...changes,
  };
}

export const missing: Figure<unknown> = { status: "missing" };

export const shipped: Figure<unknown> = {
  status: "seed",
  value: 0.5,
  observedAt: "2026-10",
  source: beta,
  confidence: "low",
};

/** What is not named is there and current. */
export function stateOf(
  figures: Record<string, Figure<unknown>> = {},
): DatasetState<string, unknown> {
  const current = Object.fromEntries(dataset.parts.map((part) => [part, fetched()]));
  return {
    id: dataset.id,
    figures: { ...current, ...figures },
    dueAt: "2026-11-23T12:00:00.000Z",
    sha256: null,
  };
}

export function snapshotWith(failures: Failure[] = []): Snapshot {
  return createSnapshot(dataset.id, {}, { finishedAt: NOON, failures });
}
