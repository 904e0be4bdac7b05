import type { Dataset, DatasetState, Figure, SeedPart } from "./dataset.ts";
import type { Snapshot, StoredPart } from "./snapshot.ts";

/** The two periods, in seconds (see README, "How data ages"). */
export type Periods = { revalidateSeconds: number; retrySeconds: number };

const after = (instant: string, seconds: number) => Date.parse(instant) + seconds * 1000;

/**
 * When the next attempt is due, in epoch milliseconds.
 *
 * A round that renewed everything holds for a period, counted from when its oldest value was
 * fetched. One that did not is tried again after the retry time, and never later than a good one.
 */
export function dueTime<Part extends string>(
  dataset: Pick<Dataset<Part, unknown>, "parts" | "optional">,
  snapshot: Snapshot | null,
  periods: Periods,
): number {
  if (!snapshot) return 0;
  const { revalidateSeconds, retrySeconds } = periods;
  const { finishedAt } = snapshot.round;
  const required = dataset.parts.filter((part) => !dataset.optional.includes(part));
  const ends = required.map((part) => {
    const stored = snapshot.parts[part];
    return stored ? after(stored.retrievedAt, revalidateSeconds) : 0;
  });
  const valuesEnd = Math.min(after(finishedAt, revalidateSeconds), ...ends);
  const retry = Math.min(retrySeconds, revalidateSeconds);
  return valuesEnd > Date.parse(finishedAt) ? valuesEnd : after(finishedAt, retry);
}

/** Judges every part of a dataset at one moment. */
export function judge<Part extends string, Value>(
  dataset: Dataset<Part, Value>,
  snapshot: Snapshot | null,
  periods: Periods,
  now: Date,
): DatasetState<Part, Value> {
  const figures = Object.fromEntries(
    dataset.parts.map((part) => [part, judgePart(dataset, part, snapshot, periods, now)]),
  ) as Record<Part, Figure<Value>>;
  const dueAt = new Date(dueTime(dataset, snapshot, periods)).toISOString();
  return { id: dataset.id, figures, dueAt, sha256: snapshot?.sha256 ?? null };
}

function judgePart<Part extends string, Value>(
  dataset: Dataset<Part, Value>,
  part: Part,
  snapshot: Snapshot | null,
  periods: Periods,
  now: Date,
): Figure<Value> {
  const stored = snapshot?.parts[part];
  if (stored) return judgeStored(dataset, stored, periods, now);
  // Once there was a first snapshot the seed is history: it would look like a relapse.
  const seed: SeedPart<Value> | undefined = hasParts(snapshot) ? undefined : dataset.seed[part];
  return seed ? { status: "seed", ...seed } : { status: "missing" };
}

function judgeStored<Value>(
  dataset: Pick<Dataset<string, Value>, "value" | "maxAgeSeconds">,
  stored: StoredPart,
  periods: Periods,
  now: Date,
): Figure<Value> {
  const { observedAt, retrievedAt, source, sample } = stored;
  const value = dataset.value.safeParse(stored.value);
  if (!value.success || isPastAgeLimit(dataset, stored, now)) {
    return { status: "missing", since: retrievedAt };
  }
  const outdated = now.getTime() > after(retrievedAt, periods.revalidateSeconds);
  const status = sample ? "sample" : outdated ? "stale" : "live";
  return { status, value: value.data, observedAt, retrievedAt, outdated, source };
}

export function isPastAgeLimit(
  { maxAgeSeconds }: Pick<Dataset<string, unknown>, "maxAgeSeconds">,
  { retrievedAt }: Pick<StoredPart, "retrievedAt">,
  now: Date,
): boolean {
  return now.getTime() > after(retrievedAt, maxAgeSeconds);
}

export function hasParts(snapshot: Snapshot | null): boolean {
  return snapshot !== null && Object.keys(snapshot.parts).length > 0;
}
