import { createHash } from "node:crypto";
import { z } from "zod";

/**
 * Raise when the shape of a stored snapshot changes: older ones are then ignored, not misread.
 */
export const SNAPSHOT_VERSION = 1;

const instant = z.iso.datetime();

/** A day or a month where that is all the source tells, otherwise an instant in UTC. */
export const observationSchema = z.union([
  instant,
  z.iso.date(),
  z.string().regex(/^\d{4}-\d{2}$/),
]);

export const sourceRefSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Where a reader can check. */
  url: z.url({ protocol: /^https$/ }),
});

/** Who said it. */
export type SourceRef = z.infer<typeof sourceRefSchema>;

/** One part of a dataset (for prices: one network) with everything needed to trust or doubt it. */
const partSchema = z.object({
  value: z.unknown(),
  /** When the source says the value held. */
  observedAt: observationSchema,
  /** When we fetched it. The one clock: freshness is judged by this alone. */
  retrievedAt: instant,
  source: sourceRefSchema,
  /** The upstream declared its answers to be samples. */
  sample: z.boolean(),
});

export type StoredPart = z.infer<typeof partSchema>;

export const failureSchema = z.object({
  source: z.string(),
  /** Set when only one part failed, for instance by an implausible value. */
  part: z.string().optional(),
  reason: z.string(),
});

export type Failure = z.infer<typeof failureSchema>;

/** The last attempt to fetch, successful or not, so that no other process repeats it too soon. */
const roundSchema = z.object({ finishedAt: instant, failures: z.array(failureSchema) });

const snapshotSchema = z.object({
  version: z.literal(SNAPSHOT_VERSION),
  dataset: z.string(),
  parts: z.record(z.string(), partSchema),
  round: roundSchema,
  /** SHA-256 of the parts, to follow a printed value to the bytes it came from. */
  sha256: z.string(),
});

export type Snapshot = z.infer<typeof snapshotSchema>;

export function createSnapshot(
  dataset: string,
  parts: Record<string, StoredPart>,
  round: Snapshot["round"],
): Snapshot {
  return { version: SNAPSHOT_VERSION, dataset, parts, round, sha256: hash(parts) };
}

/**
 * Reads what the store holds.
 *
 * @returns `null` for nothing, for another version and for content that does not match its hash:
 * a damaged snapshot is the same as none.
 */
export function parseSnapshot(stored: unknown): Snapshot | null {
  const parsed = snapshotSchema.safeParse(stored);
  return parsed.success && hash(parsed.data.parts) === parsed.data.sha256 ? parsed.data : null;
}

function hash(parts: Record<string, StoredPart>): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
