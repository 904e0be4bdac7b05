import { z } from "zod";
import type { Reading } from "../dataset.ts";
import type { Report } from "./contradiction.ts";

/** An amount in a chain's smallest unit. No chain comes near 40 digits; more would cost us time. */
export const digits = z.string().regex(/^\d{1,40}$/, "not an integer");

/** One request of a source, and the parts that stand or fall with it. */
export type Call<Part extends string, Value = number> = {
  parts: readonly Part[];
  read(): Promise<Reading<Part, Value>[]>;
};

/** Makes the wanted calls, all at once. One that fails costs its own parts and no others. */
export async function readEach<Part extends string, Value = number>(
  calls: readonly Call<Part, Value>[],
  wanted: readonly Part[],
  report: Report<Part>,
): Promise<Reading<Part, Value>[]> {
  const isWanted = (part: Part) => wanted.includes(part);
  const answers = calls
    .filter(({ parts }) => parts.some(isWanted))
    .map(async ({ parts, read }) => {
      try {
        return (await read()).filter(({ part }) => isWanted(part));
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        for (const part of parts.filter(isWanted)) report(part, reason);
        return [];
      }
    });
  return (await Promise.all(answers)).flat();
}

/**
 * Readings of one moment. Nothing that is measured here can be 0 in a living network: 0 is what
 * sources print for "unknown", so it is left out like `null`.
 */
export function readingsOf<Part extends string>(
  values: Record<Part, number | null | undefined>,
  observedAt: string,
): Reading<Part, number>[] {
  return Object.entries<number | null | undefined>(values).flatMap(([part, value]) =>
    value ? [{ part: part as Part, value, observedAt }] : [],
  );
}
