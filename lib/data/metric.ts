import { z } from "zod";
import type { Dataset, Source } from "./dataset.ts";

/** What one number of a dataset measures, and where it leaves the possible. */
export type Metric = {
  /** As printed behind the number and told by the API: `USD/day`, `GPU`, `AKT`, `EiB` … */
  unit: string;
  min: number;
  max: number;
};

type Definition<Part extends string> = Pick<
  Dataset<Part, number>,
  "id" | "title" | "maxAgeSeconds"
> & {
  metrics: Record<Part, Metric>;
  optional?: readonly Part[];
  sources: readonly Source<Part, number>[];
};

/** A value that grew or shrank by more within one period is held back. */
const MAX_JUMP = 20;

/** A dataset whose parts are plain numbers, each with a unit and bounds of its own. */
export function metricDataset<Part extends string>(
  definition: Definition<Part>,
): Dataset<Part, number> {
  const { metrics, optional = [], ...rest } = definition;
  return {
    ...rest,
    optional,
    parts: Object.keys(metrics) as Part[],
    unit: (part) => metrics[part].unit,
    value: z.number(),
    implausible: (value, last, part) => implausibleMetric(value, last, metrics[part]),
    seed: {},
  };
}

/** Why a number cannot be true, or `null`. */
export function implausibleMetric(
  value: number,
  last: number | undefined,
  { min, max, unit }: Metric,
): string | null {
  if (!(value >= min && value <= max)) return `${value} ${unit} is out of bounds`;
  const jump = last && value ? Math.max(value / last, last / value) : 1;
  return jump > MAX_JUMP ? `${value} ${unit} is a jump by a factor of ${jump.toFixed(1)}` : null;
}
