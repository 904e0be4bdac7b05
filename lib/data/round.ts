import type { Dataset, Source } from "./dataset.ts";
import type { Http } from "./http.ts";
import type { Failure, StoredPart } from "./snapshot.ts";

/** What a round brought: renewed parts only, and why the others were not. */
export type RoundResult = { renewed: Record<string, StoredPart>; failures: Failure[] };

/**
 * Asks the sources in order until every part is renewed. Sources fail alone: whatever one of them
 * does, the next is asked for what is still open.
 */
export async function runRound<Part extends string, Value>(
  dataset: Dataset<Part, Value>,
  previous: Record<string, StoredPart>,
  createHttp: () => Http,
  now: () => Date,
): Promise<RoundResult> {
  const result: RoundResult = { renewed: {}, failures: [] };
  for (const source of dataset.sources) {
    const wanted = source.offers.filter((part) => !(part in result.renewed));
    if (wanted.length > 0) {
      await askSource(dataset, source, wanted, previous, createHttp(), now, result);
    }
  }
  return result;
}

async function askSource<Part extends string, Value>(
  dataset: Dataset<Part, Value>,
  source: Source<Part, Value>,
  wanted: readonly Part[],
  previous: Record<string, StoredPart>,
  http: Http,
  now: () => Date,
  result: RoundResult,
): Promise<void> {
  const { id, name, url } = source;
  try {
    const readings = await source.fetch(wanted, http);
    for (const { part, value, observedAt } of readings) {
      const last = dataset.value.safeParse(previous[part]?.value).data;
      const reason = dataset.implausible(value, last);
      if (reason) {
        result.failures.push({ source: id, part, reason });
      } else {
        result.renewed[part] = {
          value,
          observedAt,
          retrievedAt: now().toISOString(),
          source: { id, name, url },
          sample: http.sampled(),
        };
      }
    }
    const silent = wanted.filter((part) => !readings.some((reading) => reading.part === part));
    result.failures.push(...silent.map((part) => ({ source: id, part, reason: "no value" })));
  } catch (error) {
    result.failures.push({
      source: id,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}
