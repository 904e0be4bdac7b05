import type { Reading } from "../dataset.ts";

/** Puts on record why a part got no value; the third argument of every source's `fetch`. */
export type Report<Part extends string> = (part: Part, reason: string) => void;

/**
 * Drops and reports a share that exceeds its whole, and the whole too: no telling which is wrong.
 */
export function dropContradiction<Part extends string>(
  readings: Reading<Part, number>[],
  [share, whole]: readonly [share: Part, whole: Part],
  report: Report<Part>,
): Reading<Part, number>[] {
  const amountOf = (part: Part) => readings.find((reading) => reading.part === part)?.value;
  const [less, more] = [amountOf(share), amountOf(whole)];
  if (less === undefined || more === undefined || less <= more) return readings;
  for (const part of [share, whole]) report(part, `${share} ${less} exceeds ${whole} ${more}`);
  return readings.filter(({ part }) => part !== share && part !== whole);
}
