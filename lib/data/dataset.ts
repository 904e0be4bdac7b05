import type { z } from "zod";
import type { Http } from "./http.ts";
import type { SourceRef } from "./snapshot.ts";

/** What a source says about one part of a dataset. */
export type Reading<Part extends string, Value> = {
  part: Part;
  value: Value;
  /** ISO instant, day or month at which the source says the value held. */
  observedAt: string;
};

/** One upstream as it serves one dataset. */
export type Source<Part extends string, Value> = SourceRef & {
  /** The parts this source can give; others are never asked of it. */
  offers: readonly Part[];
  /**
   * Asks for the wanted parts and returns those it got. What costs the whole answer throws; what
   * costs one part is reported, so that the reason is on record.
   */
  fetch(
    wanted: readonly Part[],
    http: Http,
    report: (part: Part, reason: string) => void,
  ): Promise<Reading<Part, Value>[]>;
};

/** Everything the engine must know about a dataset. */
export type Dataset<Part extends string, Value> = {
  id: string;
  /** In English, for the API; pages have words of their own in both languages. */
  title: string;
  /** What it is made of; each part is fetched, dated and shown on its own. */
  parts: readonly Part[];
  /** Parts that may be missing without another early attempt. */
  optional: readonly Part[];
  value: z.ZodType<Value>;
  /** Unit of a part's value, or of the numbers in it. */
  unit(part: Part): string;
  /** In order of preference: a later source is asked only for what the earlier ones left open. */
  sources: readonly Source<Part, Value>[];
  /** Age in seconds after which a value is no longer shown. */
  maxAgeSeconds: number;
  /** Why a new value cannot be true, given the last good one, or `null`. */
  implausible(value: Value, previous: Value | undefined, part: Part): string | null;
  /** Values shipped with the repository, shown until a first snapshot exists. */
  seed: Partial<Record<Part, SeedPart<Value>>>;
};

export type SeedPart<Value> = {
  value: Value;
  observedAt: string;
  source: SourceRef;
  confidence: "high" | "low";
};

/** A value to print, or the fact that there is none: no component can forget the date. */
export type Figure<Value> =
  | {
      status: "live" | "stale" | "sample";
      value: Value;
      observedAt: string;
      retrievedAt: string;
      /** Older than the period: the last good value. A sample stays one, whatever its age. */
      outdated: boolean;
      source: SourceRef;
    }
  | ({ status: "seed" } & SeedPart<Value>)
  | {
      status: "missing";
      /** The day of the last value, when there once was one. */
      since?: string;
    };

/** A dataset as it stands at one moment. */
export type DatasetState<Part extends string, Value> = {
  id: string;
  figures: Record<Part, Figure<Value>>;
  /** Instant at which the next attempt is due. */
  dueAt: string;
  /** SHA-256 of the snapshot the figures come from; `null` while there is none. */
  sha256: string | null;
};
