import { z } from "zod";
import type { Dataset, DatasetState } from "../data/dataset.ts";
import { failureSchema, type Snapshot } from "../data/snapshot.ts";
import { statusSchema, summarise } from "./document.ts";

const datasetHealthSchema = z.object({
  id: z.string(),
  status: statusSchema,
  /** Seconds since the oldest value was fetched; `null` when there is none. */
  ageSeconds: z.number().nullable(),
  /** When the next attempt is due. */
  dueAt: z.iso.datetime(),
  /** When the last attempt ended, good or bad; `null` when there was none. */
  attemptedAt: z.iso.datetime().nullable(),
  missingParts: z.array(z.string()),
  /** Why the last attempt did not bring everything. */
  failures: z.array(failureSchema),
  /** A part that must be there is past its age limit or was never had. */
  pastLimit: z.boolean(),
});

export const healthSchema = z.object({
  status: z.enum(["ok", "degraded"]),
  datasets: z.array(datasetHealthSchema),
});

export type Health = z.infer<typeof healthSchema>;
type DatasetHealth = z.infer<typeof datasetHealthSchema>;

type Known = {
  dataset: Dataset<string, unknown>;
  state: DatasetState<string, unknown>;
  snapshot: Snapshot | null;
};

/** Everything an operator asks about the data, in one place. */
export function describeHealth(known: readonly Known[], now: Date): Health {
  const datasets = known.map((one) => describeOne(one, now));
  return { status: datasets.some(({ pastLimit }) => pastLimit) ? "degraded" : "ok", datasets };
}

function describeOne({ dataset, state, snapshot }: Known, now: Date): DatasetHealth {
  const { status, retrievedAt } = summarise(dataset, state);
  const missing = dataset.parts.filter((part) => state.figures[part]?.status === "missing");
  return {
    id: dataset.id,
    status,
    ageSeconds: retrievedAt === null ? null : secondsBetween(retrievedAt, now),
    dueAt: state.dueAt,
    attemptedAt: snapshot?.round.finishedAt ?? null,
    missingParts: missing,
    failures: snapshot?.round.failures ?? [],
    pastLimit: missing.some((part) => !dataset.optional.includes(part)),
  };
}

function secondsBetween(instant: string, now: Date): number {
  return Math.round((now.getTime() - Date.parse(instant)) / 1000);
}

/** The same as Prometheus text, version 0.0.4. */
export function toPrometheus({ datasets }: Health): string {
  const gauge = (name: string, help: string, value: (one: DatasetHealth) => number | null) => [
    `# HELP depin_guide_${name} ${help}`,
    `# TYPE depin_guide_${name} gauge`,
    ...datasets.flatMap((one) => {
      const number = value(one);
      return number === null ? [] : [`depin_guide_${name}{dataset="${one.id}"} ${number}`];
    }),
  ];
  return [
    ...gauge("dataset_age_seconds", "Age of the oldest value shown.", (one) => one.ageSeconds),
    ...gauge("dataset_live", "1 if every value shown is current.", (one) =>
      Number(one.status === "live"),
    ),
    ...gauge("dataset_past_limit", "1 if a required value is not available.", (one) =>
      Number(one.pastLimit),
    ),
    ...gauge("dataset_missing_parts", "Values not available.", (one) => one.missingParts.length),
    ...gauge("dataset_failures", "Failures of the last attempt.", (one) => one.failures.length),
    ...gauge("dataset_attempt_timestamp_seconds", "When the last attempt ended.", (one) =>
      one.attemptedAt === null ? null : Date.parse(one.attemptedAt) / 1000,
    ),
    "",
  ].join("\n");
}
