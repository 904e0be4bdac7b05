import type { Dataset, Source } from "../dataset.ts";
import { implausibleMetric } from "../metric.ts";
import { defillamaRef, type Fees, feesSchema, fetchFees } from "../sources/defillamaFees.ts";

const DAY = 86_400;

/** The networks that DefiLlama counts, by its names for them. */
const slugs = { akash: "akash", render: "render-network-bme", filecoin: "filecoin" } as const;

export type RevenueNetwork = keyof typeof slugs;

const networks = Object.keys(slugs) as RevenueNetwork[];

/** Some thousand times what the largest of them takes in a month (200,000 US dollars in 2026). */
const PERIOD = { unit: "USD", min: 0, max: 300_000_000 };
const ALL_TIME = { unit: "USD", min: 0, max: 10_000_000_000 };

const defillama: Source<RevenueNetwork, Fees> = {
  ...defillamaRef,
  offers: networks,
  async fetch(wanted, http, report) {
    const answers = await Promise.allSettled(wanted.map((part) => fetchFees(http, slugs[part])));
    const [first] = answers;
    if (first?.status === "rejected" && answers.every(({ status }) => status === "rejected")) {
      throw first.reason;
    }
    return wanted.flatMap((part, index) => {
      const answer = answers[index];
      if (answer?.status === "fulfilled") {
        return [{ part, value: answer.value.fees, observedAt: answer.value.observedAt }];
      }
      report(part, answer?.reason instanceof Error ? answer.reason.message : "no answer");
      return [];
    });
  },
};

/** What users pay to networks, in US dollars: totals and one year of days. */
export const revenue: Dataset<RevenueNetwork, Fees> = {
  id: "revenue",
  title: "What users pay to networks",
  parts: networks,
  optional: [],
  unit: () => "USD",
  value: feesSchema,
  sources: [defillama],
  maxAgeSeconds: 14 * DAY,
  implausible: implausibleFees,
  seed: {},
};

/** Why fees cannot be true, or `null`. Only the month is measured by the last one: single days do leap. */
export function implausibleFees(next: Fees, last: Fees | undefined): string | null {
  const { day, week, month, allTime, daily } = next;
  const spans = [day, week, month, allTime].filter((amount) => amount !== null);
  if (day === null && week === null && month === null) return "no total of any period";
  if (spans.some((amount, index) => amount < (spans[index - 1] ?? 0))) {
    return `totals shrink over longer periods: ${spans.join(", ")} USD`;
  }
  const periods = [day, week, month, ...daily.map(([, amount]) => amount)];
  const outlier = periods.find((amount) => (amount ?? 0) > PERIOD.max);
  return (
    implausibleMetric(outlier ?? 0, undefined, PERIOD) ??
    implausibleMetric(allTime ?? 0, undefined, ALL_TIME) ??
    implausibleMetric(month ?? 0, last?.month ?? undefined, PERIOD)
  );
}
