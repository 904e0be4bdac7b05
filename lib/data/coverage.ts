/** What a network takes in for what it issues: revenue against newly issued tokens. */
import type { NetworkId } from "../networks.ts";
import type { Close } from "./closes.ts";
import type { Figure } from "./dataset.ts";
import { DAY_MS, type Derived, derived, type Input, type Known, none, toInput } from "./derived.ts";
import { type EmissionRule, emissionRuleOn } from "./emissions.ts";

/** The window, in days, and how many of them need both a revenue and a close. */
const REVENUE_DAYS = 30;
const MIN_COMPLETE_DAYS = 27;

/** One day with everything that the ratio needs. */
type PaidDay = { day: string; revenue: number; close: number; rule: EmissionRule };

/**
 * What users pay for every dollar of newly issued tokens: below 1 the network pays out more than
 * it takes in.
 *
 * Of the 30 days that end with the last one known to both series. Each day's tokens count at that
 * day's close: what they were worth when they were paid, not today. A day that lacks one of the
 * two is left out of both sums; with fewer than 27 there is no figure.
 *
 * @param revenue US dollars per finished UTC day
 */
export function revenueToEmissions(
  network: NetworkId,
  revenue: Figure<{ daily: readonly (readonly [day: string, usd: number])[] }>,
  closes: Figure<readonly Close[]>,
): Derived {
  if (revenue.status === "missing") return none("revenue is missing");
  if (closes.status === "missing") return none("closing prices are missing");
  const known = paidDays(network, revenue.value.daily, closes.value);
  const to = known.at(-1)?.day;
  if (!to) return none("no day with revenue, close and a confirmed emission rule");
  const from = dayOf(Date.parse(to) - (REVENUE_DAYS - 1) * DAY_MS);
  const days = known.filter(({ day }) => day >= from);
  if (days.length < MIN_COMPLETE_DAYS) return none(`only ${days.length} of 30 days are complete`);
  return ratioOf(days, { from, to }, revenue, closes);
}

function paidDays(
  network: NetworkId,
  revenue: readonly (readonly [day: string, usd: number])[],
  closes: readonly Close[],
): PaidDay[] {
  const paid = new Map(revenue);
  return closes
    .flatMap(({ day, usd: close }) => {
      const rule = emissionRuleOn(network, day);
      const amount = paid.get(day);
      // A day of 0 is what a broken series looks like.
      return rule && amount ? [{ day, revenue: amount, close, rule }] : [];
    })
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

function ratioOf(
  days: readonly PaidDay[],
  period: { from: string; to: string },
  revenue: Known<unknown>,
  closes: Known<unknown>,
): Derived {
  const sum = (amount: (day: PaidDay) => number) =>
    days.reduce((total, day) => total + amount(day), 0);
  const taken = sum((day) => day.revenue);
  const tokens = sum(({ rule }) => rule.perDay);
  const issued = sum(({ rule, close }) => rule.perDay * close);
  const { to } = period;
  const rules = [...new Set(days.map(({ rule }) => rule))];
  const inputs = [
    toInput(revenue, `revenue of ${days.length} days`, taken, "USD", to),
    toInput(closes, "mean closing price of the tokens issued", issued / tokens, "USD", to),
    ...rules.map(ruleInput),
  ];
  const notes = rules.flatMap(({ note }) => note ?? []);
  const formula = "revenue ÷ Σ (tokens issued on a day × close of that day)";
  return derived(taken / issued, formula, inputs, { period, notes });
}

function ruleInput({ token, perDay, asOf, source }: EmissionRule): Input {
  const name = `${token} issued per day`;
  const unit = `${token}/day`;
  return { name, value: perDay, unit, observedAt: asOf, status: "seed", source };
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
