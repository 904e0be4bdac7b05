import { z } from "zod";
import type { Reading } from "./dataset.ts";
import { amountOrNull } from "./price.ts";

const DAY_MS = 86_400_000;
/** A year of closes; keyless histories reach no further back. */
export const MAX_CLOSES = 365;
/** Sources publish a midnight within hours; one that is silent for longer tells of the past only. */
const MAX_LAG_DAYS = 3;
/** No token of the guide has ever come near; beyond this a unit was mixed up. */
const MAX_USD = 1_000_000;
/** From one close to the next, and between two histories of the same day. */
const MAX_JUMP = 20;

/** Dollar price of a token at the end of a finished UTC day, that is at the midnight after it. */
const closeSchema = z.object({ day: z.iso.date(), usd: z.number().positive() });

/** Oldest first, one a day. A day without a price is absent: gaps stay gaps. */
export const closesSchema = z.array(closeSchema).max(MAX_CLOSES);

export type Close = z.infer<typeof closeSchema>;

/** A price as a source dates it, in milliseconds since 1970. */
export type PricePoint = { at: number; usd: number | null };

/**
 * One close per finished UTC day out of a source's points. Points further than `toleranceMs` from
 * a midnight, such as the price of this moment, are none; of two for one day the first counts.
 *
 * @throws when nothing is left, or nothing recent
 */
export function readCloses(
  points: readonly PricePoint[],
  now: Date,
  toleranceMs: number,
): Reading<"closes", Close[]> {
  const lastMidnight = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const byMidnight = new Map<number, number>();
  for (const { at, usd } of points) {
    const midnight = Math.round(at / DAY_MS) * DAY_MS;
    const age = (lastMidnight - midnight) / DAY_MS;
    const inRange = Math.abs(at - midnight) <= toleranceMs && age >= 0 && age < MAX_CLOSES;
    const price = amountOrNull(usd);
    if (inRange && price !== null && !byMidnight.has(midnight)) byMidnight.set(midnight, price);
  }
  const value = [...byMidnight]
    .sort(([a], [b]) => a - b)
    .map(([midnight, usd]) => ({ day: dayBefore(midnight), usd }));
  const observedAt = value.at(-1)?.day;
  if (!observedAt) throw new Error("no closes");
  const oldest = dayBefore(lastMidnight - MAX_LAG_DAYS * DAY_MS);
  if (observedAt < oldest) throw new Error(`no close since ${observedAt}`);
  return { part: "closes", value, observedAt };
}

function dayBefore(midnight: number): string {
  return new Date(midnight - DAY_MS).toISOString().slice(0, 10);
}

/** Why a history cannot be true, given the last good one, or `null`. */
export function implausibleCloses(next: Close[], last: Close[] | undefined): string | null {
  const newest = next.at(-1);
  if (!newest) return "no closes";
  const lastNewest = last?.at(-1);
  if (lastNewest && newest.day < lastNewest.day) return `ends earlier (${newest.day}) than before`;
  const tooHigh = next.find(({ usd }) => usd > MAX_USD);
  if (tooHigh) return `close of US$${tooHigh.usd} on ${tooHigh.day} is out of bounds`;
  return implausibleJump(next) ?? contradiction(next, last ?? []);
}

function implausibleJump(closes: readonly Close[]): string | null {
  const jump = closes.find(({ usd }, index) => isJump(usd, closes[index - 1]?.usd));
  return jump ? `close of US$${jump.usd} on ${jump.day} is a jump` : null;
}

/** A whole history in another unit has no jumps in itself; only the one before it tells. */
function contradiction(next: readonly Close[], last: readonly Close[]): string | null {
  const before = new Map(last.map(({ day, usd }) => [day, usd]));
  const changed = next.find(({ day, usd }) => isJump(usd, before.get(day)));
  return changed ? `close of US$${changed.usd} on ${changed.day} was another before` : null;
}

function isJump(usd: number, other: number | undefined): boolean {
  return other !== undefined && Math.max(usd / other, other / usd) > MAX_JUMP;
}
