/**
 * DefiLlama fees API. `GET /summary/fees/{slug}?dataType=dailyFees`.
 *
 * Keyless; limit not stated (about 300 a minute seen); terms: credit and link DefiLlama.
 * Traps: `dailyRevenue` is 0 for Akash, what users pay is `dailyFees`; an unknown slug is a 400 with
 * a text; a series whose adapter broke goes on with zeros, so a day of 0 is a day without value;
 * times are seconds; the chart is the whole history. https://api-docs.defillama.com
 */
import { z } from "zod";
import type { Http } from "../http.ts";
import { amountOrNull } from "../price.ts";

const API = "https://api.llama.fi";

export const defillamaRef = {
  id: "defillama",
  name: "DefiLlama",
  url: "https://defillama.com",
} as const;

/** One year of days is what a page can draw; older ones only make snapshots large. */
const MAX_DAYS = 365;

const usd = z.number().positive().nullable();

/**
 * What users paid to a network, in US dollars, in the last 24 hours, 7 days and 30 days that the
 * source has finished, and since it counts. `null`: the source does not say.
 */
export const feesSchema = z.object({
  day: usd,
  week: usd,
  month: usd,
  allTime: usd,
  /** ISO day and US dollars of up to 365 days, oldest first; days without value are left out. */
  daily: z.array(z.tuple([z.iso.date(), z.number().positive()])).min(1),
});

export type Fees = z.infer<typeof feesSchema>;

const number = z.number().nullish();

/** The year 2286: beyond it a time is in milliseconds. */
const seconds = z.number().int().positive().max(9_999_999_999);

/** One day of the chart; further columns are not ours. */
const pointSchema = z.tuple([seconds, z.number().positive()]).rest(z.unknown());

const summarySchema = z.object({
  slug: z.string().optional(),
  total24h: number,
  total7d: number,
  total30d: number,
  totalAllTime: number,
  /** Read point by point: a day in another form is a day without value. */
  totalDataChart: z.array(z.unknown()),
});

/**
 * @param answer of `/summary/fees/{slug}`
 * @returns the fees and the last day they have a value for, as ISO day
 */
export function parseFees(answer: unknown, slug: string): { fees: Fees; observedAt: string } {
  const summary = summarySchema.parse(answer);
  if (summary.slug !== undefined && summary.slug !== slug) {
    throw new Error(`fees of ${summary.slug}, not of ${slug}`);
  }
  const daily = toDays(summary.totalDataChart);
  const observedAt = daily.at(-1)?.[0];
  if (!observedAt) throw new Error(`fees of ${slug}: no day with a value`);
  const fees = {
    day: amountOrNull(summary.total24h),
    week: amountOrNull(summary.total7d),
    month: amountOrNull(summary.total30d),
    allTime: amountOrNull(summary.totalAllTime),
    daily,
  };
  return { fees, observedAt };
}

/** In order and each day once, whatever the answer repeats. */
function toDays(chart: readonly unknown[]): Fees["daily"] {
  const days = new Map<string, number>();
  for (const point of chart) {
    const [time, paid] = pointSchema.safeParse(point).data ?? [];
    if (time === undefined || paid === undefined) continue;
    const day = new Date(time * 1000).toISOString().slice(0, 10);
    if (!days.has(day)) days.set(day, paid);
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).slice(-MAX_DAYS);
}

/** What users paid to one network, by DefiLlama's name for it. */
export const fetchFees = async (http: Http, slug: string) =>
  parseFees(await http.json(`${API}/summary/fees/${slug}?dataType=dailyFees`), slug);
