import { z } from "zod";
import type { Dataset, DatasetState, Figure } from "../data/dataset.ts";
import { type DerivedFigure, derivedKinds } from "../data/derivedFigures.ts";
import { observationSchema, type Snapshot, sourceRefSchema } from "../data/snapshot.ts";

/** How the five kinds of figures are told to programs; the same words as `data-status` in pages. */
export const statusSchema = z.enum(["live", "stale", "seed", "sample", "missing"]);

type Status = z.infer<typeof statusSchema>;

const partSchema = z.object({
  id: z.string(),
  unit: z.string(),
  status: statusSchema,
  /** `null` for a missing part, never 0. */
  value: z.unknown(),
  observedAt: observationSchema.nullable(),
  retrievedAt: z.iso.datetime().nullable(),
  source: sourceRefSchema.nullable(),
  /** Of shipped values only. */
  confidence: z.enum(["high", "low"]).optional(),
});

export const datasetSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  unit: z.string(),
  /** The weakest status among the parts that can be had; `missing` when none can. */
  status: statusSchema,
  /** The oldest among the parts shown. */
  observedAt: observationSchema.nullable(),
  retrievedAt: z.iso.datetime().nullable(),
  source: z.array(sourceRefSchema),
  licence: z.string(),
});

const inputSchema = z.object({
  name: z.string(),
  value: z.number(),
  unit: z.string(),
  observedAt: observationSchema,
  status: statusSchema,
  source: sourceRefSchema,
});

/** A figure computed from others, with everything needed to compute it again. */
const derivedSchema = z.object({
  kind: z.enum(derivedKinds),
  of: z.array(z.string()).readonly(),
  figure: z.union([
    z.object({
      value: z.number(),
      unit: z.enum(["ratio", "ratio/year"]),
      formula: z.string(),
      inputs: z.array(inputSchema).readonly(),
      sample: z.boolean(),
      period: z.object({ from: z.iso.date(), to: z.iso.date() }).optional(),
      notes: z.array(z.string()).readonly(),
    }),
    z.object({ value: z.null(), reason: z.string() }),
  ]),
});

export const datasetDocumentSchema = datasetSummarySchema.extend({
  /** SHA-256 of the stored snapshot; `null` while there is none. */
  sha256: z.string().nullable(),
  citation: z.string(),
  parts: z.array(partSchema),
  derived: z.array(derivedSchema),
});

export type DatasetSummary = z.infer<typeof datasetSummarySchema>;
export type DatasetDocument = z.infer<typeof datasetDocumentSchema>;

const LICENCE =
  "Compilation CC BY 4.0; the figures stay under the terms of the sources named beside them.";

/** Weakest first: a dataset is only as good as its worst part that can be had at all. */
const weakestFirst: Status[] = ["sample", "seed", "stale", "live"];

/** A dataset in one line, as the list shows it. */
export function summarise(
  dataset: Dataset<string, unknown>,
  state: DatasetState<string, unknown>,
): DatasetSummary {
  const shown = Object.values(state.figures).filter((figure) => figure.status !== "missing");
  const statuses = new Set<Status>(shown.map(({ status }) => status));
  const units = new Set(dataset.parts.map((part) => dataset.unit(part)));
  return {
    id: dataset.id,
    title: dataset.title,
    unit: [...units].join(", "),
    status: weakestFirst.find((status) => statuses.has(status)) ?? "missing",
    observedAt: shown.map(({ observedAt }) => observedAt).sort()[0] ?? null,
    retrievedAt: shown.flatMap((figure) => retrievalOf(figure) ?? []).sort()[0] ?? null,
    source: [...new Map(shown.map(({ source }) => [source.id, source])).values()],
    licence: LICENCE,
  };
}

/** A dataset with all its values and where each is from. */
export function describeDataset(
  dataset: Dataset<string, unknown>,
  state: DatasetState<string, unknown>,
  snapshot: Snapshot | null,
  siteUrl: string,
  derived: DerivedFigure[] = [],
): DatasetDocument {
  const summary = summarise(dataset, state);
  const parts = dataset.parts.map((id) => describePart(id, dataset.unit(id), state.figures[id]));
  return {
    ...summary,
    sha256: snapshot?.sha256 ?? null,
    citation: `AI + DePIN guide, dataset "${dataset.id}", observed ${summary.observedAt ?? "never"}, ${siteUrl}/api/v1/datasets/${dataset.id}`,
    parts,
    derived,
  };
}

function describePart(id: string, unit: string, figure: Figure<unknown> | undefined) {
  if (!figure || figure.status === "missing") {
    const empty = { value: null, observedAt: null, retrievedAt: null, source: null };
    return { id, unit, status: "missing" as const, ...empty };
  }
  return {
    id,
    unit,
    status: figure.status,
    value: figure.value,
    observedAt: figure.observedAt,
    retrievedAt: retrievalOf(figure),
    source: figure.source,
    ...(figure.status === "seed" && { confidence: figure.confidence }),
  };
}

function retrievalOf(figure: Figure<unknown>): string | null {
  return "retrievedAt" in figure ? figure.retrievedAt : null;
}
