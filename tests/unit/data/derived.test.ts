import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Close } from "#lib/data/closes.ts";
import { revenueToEmissions } from "#lib/data/coverage.ts";
import type { Figure } from "#lib/data/dataset.ts";
import {
  type Derived,
  dilution30d,
  fullyDilutedRatio,
  gpuShareLeased,
  marketplaceDiscounts,
  type SupplySnapshot,
} from "#lib/data/derived.ts";
import { emissionRuleOn, emissionRules } from "#lib/data/emissions.ts";
import type { Price } from "#lib/data/price.ts";
import { parseMarkets } from "#lib/data/sources/coingecko.ts";
import { type GpuPart, type GpuPrice, gpuOffers, gpuParts } from "#lib/data/sources/gpu/offer.ts";
import { networkIds } from "#lib/networks.ts";
import { recording } from "./support.ts";

const DAY_MS = 86_400_000;
const AT = "2026-11-22T06:00:00.000Z";
const source = { id: "s", name: "S", url: "https://s.example" };

const live = <Value>(value: Value, observedAt = AT): Figure<Value> => ({
  status: "live",
  value,
  observedAt,
  retrievedAt: AT,
  outdated: false,
  source,
});
const sample = <Value>(value: Value): Figure<Value> => ({
  status: "sample",
  value,
  observedAt: AT,
  retrievedAt: AT,
  outdated: false,
  source,
});
const missing: Figure<never> = { status: "missing" };

const numberOf = (derived: Derived | undefined) => derived?.value;
const amount = fc.double({ min: 1e-3, max: 1e9, noNaN: true });

describe("the share of GPUs leased", () => {
  const share = (leased: Figure<number>, total: Figure<number>) =>
    gpuShareLeased({ leased, total });

  test("is leased by total, with its inputs and their dates", () => {
    expect(share(live(131), live(248, "2026-11-22T05:00:00.000Z"))).toEqual({
      value: 131 / 248,
      unit: "ratio",
      formula: "leased GPUs ÷ all GPUs",
      inputs: [
        { name: "GPUs leased", value: 131, unit: "GPU", observedAt: AT, status: "live", source },
        {
          name: "GPUs",
          value: 248,
          unit: "GPU",
          observedAt: "2026-11-22T05:00:00.000Z",
          status: "live",
          source,
        },
      ],
      sample: false,
      notes: [],
    });
  });

  test.each<[what: string, leased: Figure<number>, total: Figure<number>, reason: string]>([
    ["leased are missing", missing, live(248), "number of leased GPUs is missing"],
    ["the total is missing", live(131), missing, "number of GPUs is missing"],
    ["the total is 0", live(0), live(0), "number of GPUs is missing"],
    ["more are leased than there are", live(249), live(248), "more GPUs leased than there are"],
    [
      "they were counted two days apart",
      live(131),
      live(248, "2026-11-20T06:00:00.000Z"),
      "leased and all GPUs were counted on different days",
    ],
  ])("is none when %s", (_what, leased, total, reason) => {
    expect(share(leased, total)).toEqual({ value: null, reason });
  });

  test("is 0 when none is leased", () => {
    expect(numberOf(share(live(0), live(248)))).toBe(0);
  });

  test("says when an input is a sample", () => {
    expect(share(sample(131), live(248))).toMatchObject({ sample: true });
  });

  test("does not depend on the scale", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 }), fc.integer({ min: 1, max: 99 }), (n, k) => {
        const one = numberOf(share(live(n), live(1_000)));
        expect(numberOf(share(live(n * k), live(1_000 * k)))).toBeCloseTo(one ?? Number.NaN, 12);
      }),
    );
  });
});

describe("marketplace discounts", () => {
  const price = (part: GpuPart, median: number): Figure<GpuPrice> =>
    live({ ...gpuOffers[part], region: null, count: 1, min: median, median, max: median });
  const prices = (medians: Partial<Record<GpuPart, number>>) =>
    Object.fromEntries(
      gpuParts.map((part) => {
        const median = medians[part];
        return [part, median === undefined ? missing : price(part, median)];
      }),
    ) as Record<GpuPart, Figure<GpuPrice>>;
  const find = (medians: Partial<Record<GpuPart, number>>, marketplace: GpuPart, cloud: GpuPart) =>
    marketplaceDiscounts(prices(medians)).find(
      (row) => row.marketplace === marketplace && row.cloud === cloud,
    );

  const recorded = {
    "akash-h100-marketplace": 2.56,
    "akash-a100-80-marketplace": 1.83,
    "runpod-h100-list": 3.29,
    "azure-h100-list": 12.29,
    "azure-a100-80-list": 3.67,
  };

  test.each<[GpuPart, GpuPart, number]>([
    ["akash-h100-marketplace", "azure-h100-list", 0.7917],
    ["akash-h100-marketplace", "runpod-h100-list", 0.22188],
    ["akash-a100-80-marketplace", "azure-a100-80-list", 0.50136],
  ])("of %s against %s is as computed by hand", (marketplace, cloud, expected) => {
    expect(numberOf(find(recorded, marketplace, cloud)?.discount)).toBeCloseTo(expected, 4);
  });

  test("are negative where the marketplace is dearer", () => {
    const medians = { "akash-h100-marketplace": 3, "runpod-h100-list": 2 };
    const row = find(medians, "akash-h100-marketplace", "runpod-h100-list");
    expect(numberOf(row?.discount)).toBe(-0.5);
  });

  test("compare marketplaces with clouds, card by card; never spot, never io.net's list", () => {
    const rows = marketplaceDiscounts(prices({}));
    expect(rows).toHaveLength(3 * 3 + 3 * 2 + 3 * 1);
    for (const { sku, marketplace, cloud } of rows) {
      expect(gpuOffers[marketplace]).toMatchObject({ sku, kind: "marketplace" });
      expect(gpuOffers[cloud]).toMatchObject({ sku, kind: "list" });
      expect(["runpod", "azure"]).toContain(gpuOffers[cloud].seller);
    }
  });

  test("say what is missing", () => {
    expect(find({}, "vast-h100-marketplace", "azure-h100-list")?.discount).toEqual({
      value: null,
      reason: "vast-h100-marketplace is missing",
    });
    const medians = { "vast-h100-marketplace": 1 };
    expect(find(medians, "vast-h100-marketplace", "azure-h100-list")?.discount).toEqual({
      value: null,
      reason: "azure-h100-list is missing",
    });
  });

  test("are below 1 and do not depend on the currency", () => {
    const usd = fc.double({ min: 0.02, max: 50, noNaN: true });
    fc.assert(
      fc.property(usd, usd, fc.double({ min: 0.1, max: 10, noNaN: true }), (offer, list, rate) => {
        const of = (factor: number) => {
          const medians = {
            "akash-h100-marketplace": offer * factor,
            "azure-h100-list": list * factor,
          };
          return (
            numberOf(find(medians, "akash-h100-marketplace", "azure-h100-list")?.discount) ?? 2
          );
        };
        expect(of(1)).toBeLessThan(1);
        expect((1 - of(rate)) / (1 - of(1))).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe("the fully diluted ratio", () => {
  const market = (usd: unknown) => parseMarkets(usd, []).find(({ part }) => part === "render");
  const price = market(recording("coingecko-coins-markets-usd"))?.value as Price;
  const of = (diluted: number | null, cap: number | null) =>
    fullyDilutedRatio(
      live({
        ...price,
        fullyDiluted: { usd: diluted, eur: null },
        marketCap: { usd: cap, eur: null },
      }),
    );

  test("is 1.0284 for the recorded Render", () => {
    // 939,890,000 ÷ 913,890,000
    expect(numberOf(fullyDilutedRatio(live(price)))).toBeCloseTo(1.02845, 5);
  });

  test("is none without one of the values, or without a price", () => {
    expect(of(null, 1)).toEqual({ value: null, reason: "fully diluted value is missing" });
    expect(of(1, null)).toEqual({ value: null, reason: "market value is missing" });
    expect(fullyDilutedRatio(missing)).toEqual({ value: null, reason: "price is missing" });
  });

  test("does not depend on the scale", () => {
    fc.assert(
      fc.property(amount, amount, amount, (diluted, cap, factor) => {
        const ratio = numberOf(of(diluted, cap)) ?? 0;
        expect((numberOf(of(diluted * factor, cap * factor)) ?? 0) / ratio).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe("dilution", () => {
  const NEWEST = Date.parse(AT);
  const supply = (value: number, daysAgo: number, from = source): SupplySnapshot => ({
    value,
    observedAt: new Date(NEWEST - daysAgo * DAY_MS).toISOString(),
    status: "live",
    source: from,
  });

  test("is the growth of a month as a yearly rate", () => {
    expect(dilution30d([supply(100, 30), supply(101, 0)])).toMatchObject({
      // 1.01^(365/30) − 1
      value: expect.closeTo(0.128694, 5),
      unit: "ratio/year",
      period: { from: "2026-10-23", to: "2026-11-22" },
      inputs: [
        { value: 100, observedAt: "2026-10-23T06:00:00.000Z" },
        { value: 101, observedAt: AT },
      ],
    });
  });

  test("is negative where tokens were burned, and 0 where nothing changed", () => {
    expect(numberOf(dilution30d([supply(100, 30), supply(99, 0)]))).toBeLessThan(0);
    expect(numberOf(dilution30d([supply(100, 30), supply(100, 0)]))).toBe(0);
  });

  test("takes the snapshot nearest to 30 days before, in whatever order they come", () => {
    const derived = dilution30d([supply(110, 0), supply(50, 34), supply(100, 31), supply(60, 26)]);
    expect(derived).toMatchObject({ inputs: [{ value: 100 }, { value: 110 }] });
  });

  test.each([25, 35])("can be told over %s days", (days) => {
    expect(numberOf(dilution30d([supply(100, days), supply(100, 0)]))).toBe(0);
  });

  test.each<[what: string, older: SupplySnapshot]>([
    ["24 days old", supply(100, 24)],
    ["36 days old", supply(100, 36)],
    ["of another source", supply(100, 30, { ...source, id: "other" })],
    ["of 0", supply(0, 30)],
    ["no number", supply(Number.NaN, 30)],
  ])("is none when the older snapshot is %s", (_what, older) => {
    expect(dilution30d([older, supply(101, 0)])).toEqual({
      value: null,
      reason: "no snapshot of 25 to 35 days before",
    });
  });

  test("is none without snapshots", () => {
    expect(dilution30d([])).toEqual({ value: null, reason: "circulating supply is missing" });
  });

  test("does not depend on the scale", () => {
    const tokens = fc.double({ min: 1e6, max: 2e6, noNaN: true });
    fc.assert(
      fc.property(tokens, tokens, fc.integer({ min: 1, max: 1000 }), (before, now, factor) => {
        const of = (k: number) =>
          numberOf(dilution30d([supply(before * k, 30), supply(now * k, 0)]));
        expect((1 + (of(factor) ?? 0)) / (1 + (of(1) ?? 0))).toBeCloseTo(1, 6);
      }),
    );
  });
});

describe("revenue to emissions", () => {
  const dayAgo = (days: number) => {
    const last = Date.parse("2026-11-21");
    return new Date(last - days * DAY_MS).toISOString().slice(0, 10);
  };
  /** 40 days that end on 21 November 2026. */
  const days = Array.from({ length: 40 }, (_, index) => dayAgo(39 - index));
  const revenueOf = (usd: number, list = days) =>
    live({ daily: list.map((day): [string, number] => [day, usd]) });
  const closesOf = (usd: (day: string) => number, list = days): Figure<Close[]> =>
    live(list.map((day) => ({ day, usd: usd(day) })));

  test("values each day's tokens at that day's close", () => {
    const closes = closesOf((day) => (day <= dayAgo(15) ? 1.5 : 3));
    // 210,000 ÷ (5.9 M ÷ 365 × (15 × 1.5 + 15 × 3))
    expect(revenueToEmissions("render", revenueOf(7_000), closes)).toMatchObject({
      value: expect.closeTo(0.192467, 6),
      unit: "ratio",
      period: { from: "2026-10-23", to: "2026-11-21" },
      sample: false,
      inputs: [
        { name: "revenue of 30 days", value: 210_000, unit: "USD", observedAt: "2026-11-21" },
        { value: expect.closeTo(2.25, 9), unit: "USD" },
        {
          name: "RENDER issued per day",
          value: expect.closeTo(16_164.38, 2),
          unit: "RENDER/day",
          observedAt: "2026-05-18",
          status: "seed",
        },
      ],
    });
  });

  test("warns of what Helium's rule leaves out", () => {
    const derived = revenueToEmissions(
      "helium",
      revenueOf(9_700),
      closesOf(() => 0.27),
    );
    // 9,700 ÷ (20,547.945 × 0.27)
    expect(derived).toMatchObject({
      value: expect.closeTo(1.748395, 5),
      notes: [expect.stringContaining("HIP-149")],
    });
  });

  test("is 0.1 for a tenth of 3,600 TAO", () => {
    const derived = revenueToEmissions(
      "bittensor",
      revenueOf(36_000),
      closesOf(() => 100),
    );
    expect(numberOf(derived)).toBeCloseTo(0.1, 12);
  });

  test("leaves a day without revenue or close out of both sums", () => {
    const gaps = days.filter((day) => day !== dayAgo(3));
    const full = closesOf(() => 100);
    const zero = live({
      daily: days.map((day): [string, number] => [day, day === dayAgo(3) ? 0 : 36_000]),
    });
    for (const derived of [
      revenueToEmissions("bittensor", revenueOf(36_000, gaps), full),
      revenueToEmissions(
        "bittensor",
        revenueOf(36_000),
        closesOf(() => 100, gaps),
      ),
      revenueToEmissions("bittensor", zero, full),
    ]) {
      expect(derived).toMatchObject({
        value: expect.closeTo(0.1, 12),
        inputs: [{ name: "revenue of 29 days" }, {}, {}],
      });
    }
  });

  test("is none with fewer than 27 of 30 days", () => {
    const absent = [1, 5, 9, 13].map(dayAgo);
    const gaps = days.filter((day) => !absent.includes(day));
    const derived = revenueToEmissions(
      "bittensor",
      revenueOf(36_000, gaps),
      closesOf(() => 100),
    );
    expect(derived).toEqual({ value: null, reason: "only 26 of 30 days are complete" });
  });

  test("ends with the last day that both series know", () => {
    const early = days.filter((day) => day <= dayAgo(5));
    const derived = revenueToEmissions(
      "bittensor",
      revenueOf(1, early),
      closesOf(() => 100),
    );
    expect(derived).toMatchObject({ period: { from: "2026-10-18", to: "2026-11-16" } });
  });

  test.each<
    [
      what: string,
      revenue: Parameters<typeof revenueToEmissions>[1],
      closes: Figure<Close[]>,
      reason: string,
    ]
  >([
    ["revenue is missing", missing, closesOf(() => 1), "revenue is missing"],
    ["closes are missing", revenueOf(1), missing, "closing prices are missing"],
    [
      "revenue is 0, as a broken series has it",
      revenueOf(0),
      closesOf(() => 1),
      "no day with revenue, close and a confirmed emission rule",
    ],
  ])("is none when %s", (_what, revenue, closes, reason) => {
    expect(revenueToEmissions("bittensor", revenue, closes)).toEqual({ value: null, reason });
  });

  test("is none for a network without a confirmed rule", () => {
    const derived = revenueToEmissions(
      "akash",
      revenueOf(1),
      closesOf(() => 1),
    );
    expect(numberOf(derived)).toBeNull();
  });

  test("does not depend on the scale of either currency", () => {
    fc.assert(
      fc.property(
        amount,
        amount,
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        (usd, close, k) => {
          const of = (factor: number) =>
            numberOf(
              revenueToEmissions(
                "bittensor",
                revenueOf(usd * factor),
                closesOf(() => close * factor),
              ),
            ) ?? 0;
          expect(of(k) / of(1)).toBeCloseTo(1, 9);
        },
      ),
    );
  });
});

describe("emission rules", () => {
  test("hold on their days only", () => {
    expect(emissionRuleOn("render", "2025-12-19")).toBeUndefined();
    expect(emissionRuleOn("render", "2025-12-20")?.perDay).toBeCloseTo(16_164.3836, 4);
    expect(emissionRuleOn("render", "2026-12-19")?.perDay).toBeCloseTo(16_164.3836, 4);
    expect(emissionRuleOn("render", "2026-12-20")).toBeUndefined();
    expect(emissionRuleOn("helium", "2027-07-31")?.perDay).toBeCloseTo(20_547.9, 1);
    expect(emissionRuleOn("helium", "2027-08-01")).toBeUndefined();
    expect(emissionRuleOn("bittensor", "2025-12-15")).toBeUndefined();
    expect(emissionRuleOn("bittensor", "2026-11-22")?.perDay).toBe(3_600);
  });

  test("exist for three networks, and never two for one day", () => {
    expect(networkIds.filter((network) => emissionRules[network])).toEqual([
      "render",
      "helium",
      "bittensor",
    ]);
    for (const rules of Object.values(emissionRules)) {
      const ends = rules.slice(0, -1).map(({ to }) => to);
      expect(rules.slice(1).every(({ from }, index) => from > (ends[index] ?? ""))).toBe(true);
    }
  });
});
