/**
 * Figures that no source tells but several together do. Pure functions of figures: each names the
 * numbers it was computed from, with their dates and sources, or says why there is none.
 */
import type { Figure } from "./dataset.ts";
import type { Price } from "./price.ts";
import type { SourceRef } from "./snapshot.ts";
import { type GpuPart, type GpuPrice, gpuOffers, gpuParts } from "./sources/gpu/offer.ts";

export const DAY_MS = 86_400_000;

export type Input = {
  /** In English, for the API; pages have words of their own in both languages. */
  name: string;
  value: number;
  unit: string;
  observedAt: string;
  /** As in `Figure`; `seed` also for rules that are written down in the repository. */
  status: "live" | "stale" | "sample" | "seed";
  source: SourceRef;
};

export type Derived =
  | {
      value: number;
      /** `ratio`: a plain number, 0.25 is a quarter. */
      unit: "ratio" | "ratio/year";
      formula: string;
      inputs: readonly Input[];
      /** Any of the inputs is a sample: not to be printed as a real figure. */
      sample: boolean;
      /** UTC days that the figure spans, both included. */
      period?: { from: string; to: string };
      /** What a reader must know beside the number, in English. */
      notes: readonly string[];
    }
  | { value: null; reason: string };

export type Known<Value> = Exclude<Figure<Value>, { status: "missing" }>;

export const none = (reason: string): Derived => ({ value: null, reason });

export function derived(
  value: number,
  formula: string,
  inputs: readonly Input[],
  more: { unit?: "ratio/year"; period?: { from: string; to: string }; notes?: string[] } = {},
): Derived {
  if (!Number.isFinite(value)) return none("not a finite number");
  const sample = inputs.some(({ status }) => status === "sample");
  return { value, unit: "ratio", formula, inputs, sample, notes: [], ...more };
}

export function toInput<Value>(
  figure: Known<Value>,
  name: string,
  value: number,
  unit: string,
  observedAt = figure.observedAt,
): Input {
  return { name, value, unit, observedAt, status: figure.status, source: figure.source };
}

/** Two counts of one moment: further apart, a change of one would pass for a change of the share. */
const MAX_APART_MS = 36 * 3_600_000;

/** Share of the GPUs on Akash that are leased, 0 to 1. */
export function gpuShareLeased(akash: { leased: Figure<number>; total: Figure<number> }): Derived {
  const { leased, total } = akash;
  if (leased.status === "missing") return none("number of leased GPUs is missing");
  if (total.status === "missing" || total.value <= 0) return none("number of GPUs is missing");
  if (leased.value > total.value) return none("more GPUs leased than there are");
  const apart = Math.abs(Date.parse(leased.observedAt) - Date.parse(total.observedAt));
  if (!(apart <= MAX_APART_MS)) return none("leased and all GPUs were counted on different days");
  return derived(leased.value / total.value, "leased GPUs ÷ all GPUs", [
    toInput(leased, "GPUs leased", leased.value, "GPU"),
    toInput(total, "GPUs", total.value, "GPU"),
  ]);
}

/** Whose list price a marketplace is measured by. io.net's is one of the networks themselves. */
const cloudSellers: readonly GpuPrice["seller"][] = ["runpod", "azure"];

export type MarketplaceDiscount = {
  sku: GpuPrice["sku"];
  marketplace: GpuPart;
  cloud: GpuPart;
  /** Positive where the marketplace is cheaper, always below 1; negative where it is dearer. */
  discount: Derived;
};

/**
 * Every marketplace offer against every list price of a cloud for the same card.
 *
 * Spot prices are on neither side. Cards of one SKU may still differ in their variant: both parts
 * name it, and the page has to.
 */
export function marketplaceDiscounts(
  prices: Readonly<Record<GpuPart, Figure<GpuPrice>>>,
): MarketplaceDiscount[] {
  const isCloud = (part: GpuPart) =>
    gpuOffers[part].kind === "list" && cloudSellers.includes(gpuOffers[part].seller);
  const marketplaces = gpuParts.filter((part) => gpuOffers[part].kind === "marketplace");
  return marketplaces.flatMap((marketplace) => {
    const { sku } = gpuOffers[marketplace];
    const clouds = gpuParts.filter((part) => isCloud(part) && gpuOffers[part].sku === sku);
    return clouds.map((cloud) => {
      const discount = discountOf(prices, marketplace, cloud);
      return { sku, marketplace, cloud, discount };
    });
  });
}

function discountOf(
  prices: Readonly<Record<GpuPart, Figure<GpuPrice>>>,
  marketplace: GpuPart,
  cloud: GpuPart,
): Derived {
  const [offer, list] = [prices[marketplace], prices[cloud]];
  if (offer.status === "missing") return none(`${marketplace} is missing`);
  if (list.status === "missing") return none(`${cloud} is missing`);
  const formula = "1 − marketplace median ÷ cloud list price";
  return derived(1 - offer.value.median / list.value.median, formula, [
    toInput(offer, `median of ${marketplace}`, offer.value.median, "USD/GPU-hour"),
    toInput(list, `price of ${cloud}`, list.value.median, "USD/GPU-hour"),
  ]);
}

/** How many times the market value all tokens are worth at today's price; 1 when all circulate. */
export function fullyDilutedRatio(price: Figure<Price>): Derived {
  if (price.status === "missing") return none("price is missing");
  const diluted = price.value.fullyDiluted.usd;
  const cap = price.value.marketCap.usd;
  if (!diluted) return none("fully diluted value is missing");
  if (!cap) return none("market value is missing");
  return derived(diluted / cap, "fully diluted value ÷ market value", [
    toInput(price, "fully diluted value", diluted, "USD"),
    toInput(price, "market value", cap, "USD"),
  ]);
}

/** How far apart the two snapshots may be, in days; 30 is best. */
const DILUTION_DAYS = { min: 25, best: 30, max: 35 };

/** Circulating supply in tokens, as a stored daily snapshot had it. */
export type SupplySnapshot = Pick<Input, "value" | "observedAt" | "status" | "source">;

/**
 * Growth of the circulating supply over about 30 days, as a yearly rate: 0.05 is 5 % a year.
 *
 * @param snapshots in any order; two sources count differently, so only those of the source of the
 * newest one are compared
 */
export function dilution30d(snapshots: readonly SupplySnapshot[]): Derived {
  const usable = snapshots.filter(({ value }) => Number.isFinite(value) && value > 0);
  const newest = usable.toSorted((a, b) => time(b) - time(a))[0];
  if (!newest) return none("circulating supply is missing");
  const off = (older: SupplySnapshot) => Math.abs(daysBetween(older, newest) - DILUTION_DAYS.best);
  const older = usable
    .filter(({ source }) => source.id === newest.source.id)
    .filter((snapshot) => isMonthBefore(snapshot, newest))
    .toSorted((a, b) => off(a) - off(b))[0];
  if (!older) return none("no snapshot of 25 to 35 days before");
  const growth = (newest.value / older.value) ** (365 / daysBetween(older, newest)) - 1;
  const inputs = [
    { ...older, name: "circulating supply before", unit: "tokens" },
    { ...newest, name: "circulating supply", unit: "tokens" },
  ];
  const period = { from: older.observedAt.slice(0, 10), to: newest.observedAt.slice(0, 10) };
  const formula = "(supply ÷ supply before)^(365 ÷ days between) − 1";
  return derived(growth, formula, inputs, { unit: "ratio/year", period });
}

const time = ({ observedAt }: SupplySnapshot) => Date.parse(observedAt);

const daysBetween = (older: SupplySnapshot, newer: SupplySnapshot) =>
  (time(newer) - time(older)) / DAY_MS;

function isMonthBefore(older: SupplySnapshot, newer: SupplySnapshot): boolean {
  const days = daysBetween(older, newer);
  return days >= DILUTION_DAYS.min && days <= DILUTION_DAYS.max;
}
