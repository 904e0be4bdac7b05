import { z } from "zod";
import type { Dataset, Source } from "./dataset.ts";
import { isPastAgeLimit } from "./freshness.ts";
import type { Http } from "./http.ts";
import { type Failure, observationSchema, type StoredPart } from "./snapshot.ts";

/** What a round brought: renewed parts only, and why the others were not. */
export type RoundResult = { renewed: Record<string, StoredPart>; failures: Failure[] };

/** What a round may touch: the world at one moment, and what is known from before. */
export type RoundContext = {
  previous: Record<string, StoredPart>;
  createHttp: () => Http;
  now: () => Date;
  acceptSamples: boolean;
};

/** Clocks differ a little; a value from tomorrow is a fault of units. */
const MAX_AHEAD_MS = 86_400_000;

/**
 * Asks the sources in order until every part is renewed. Sources fail alone: whatever one of them
 * does, the next is asked for what is still open.
 */
export async function runRound<Part extends string, Value>(
  dataset: Dataset<Part, Value>,
  context: RoundContext,
): Promise<RoundResult> {
  const result: RoundResult = { renewed: {}, failures: [] };
  for (const source of dataset.sources) {
    const wanted = source.offers.filter((part) => !(part in result.renewed));
    if (wanted.length > 0) await askSource(dataset, source, wanted, context, result);
  }
  return result;
}

async function askSource<Part extends string, Value>(
  dataset: Dataset<Part, Value>,
  source: Source<Part, Value>,
  wanted: readonly Part[],
  { previous, createHttp, now, acceptSamples }: RoundContext,
  result: RoundResult,
): Promise<void> {
  const { id, name, url } = source;
  const fail = (reason: string, part?: Part) =>
    result.failures.push({ source: id, reason, ...(part && { part }) });
  try {
    const http = createHttp();
    const reported = new Set<Part>();
    const readings = await source.fetch(wanted, http, (part, reason) => {
      reported.add(part);
      fail(reason, part);
    });
    const sample = http.sampled();
    if (sample && !acceptSamples) return void fail("sample data, and no UPSTREAM_GATEWAY is set");
    const retrievedAt = now().toISOString();
    for (const { part, value, observedAt } of readings) {
      const last = lastValue(dataset, previous[part], now());
      const reason = misdated(observedAt, now()) ?? dataset.implausible(value, last, part);
      if (reason) fail(reason, part);
      else {
        const from = { id, name, url };
        result.renewed[part] = { value, observedAt, retrievedAt, source: from, sample };
      }
    }
    for (const part of wanted) {
      const answered = reported.has(part) || readings.some((reading) => reading.part === part);
      if (!answered) fail("no value", part);
    }
  } catch (error) {
    fail(reasonOf(error));
  }
}

/** One line; of an answer with many faults the first is enough to see what changed. */
function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    return `answer not understood: ${issue?.path.join(".") || "body"}: ${issue?.message}`;
  }
  return error instanceof Error ? error.message : String(error);
}

/** The value a new one is measured by; one past its age limit says nothing any more. */
function lastValue<Value>(
  dataset: Pick<Dataset<string, Value>, "value" | "maxAgeSeconds">,
  stored: StoredPart | undefined,
  now: Date,
): Value | undefined {
  if (!stored || isPastAgeLimit(dataset, stored, now)) return undefined;
  return dataset.value.safeParse(stored.value).data;
}

function misdated(observedAt: string, now: Date): string | null {
  const readable = observationSchema.safeParse(observedAt).success;
  const ahead = Date.parse(observedAt) - now.getTime();
  return readable && ahead <= MAX_AHEAD_MS ? null : `dated ${observedAt}`;
}
