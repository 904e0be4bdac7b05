import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amountOrNull, implausiblePrice, type Price, priceSchema } from "#lib/data/price.ts";

const unknown = { usd: null, eur: null };

const price = (usd: number, eur: number | null = null): Price => ({
  price: { usd, eur },
  change: { day: null, week: null, month: null, year: null },
  marketCap: unknown,
  fullyDiluted: unknown,
  volume: unknown,
  supply: { circulating: null, total: null, max: null },
  week: [],
});

describe("a price is plausible", () => {
  test.each<[what: string, next: Price, last: Price | undefined]>([
    ["the first time it is seen", price(265.24), undefined],
    ["when it does not move", price(265.24), price(265.24)],
    ["when it is tiny", price(0.00000001), undefined],
    ["at exactly a million dollars", price(1_000_000), undefined],
    ["when the euro is unknown", price(1, null), price(1, 1)],
    ["with a usual exchange rate", price(1, 0.8621), undefined],
    ["at the lowest exchange rate", price(1, 0.4), undefined],
    ["at the highest exchange rate", price(1, 2.5), undefined],
    ["when it rises twentyfold", price(20), price(1)],
    ["when it falls to a twentieth", price(1), price(20)],
  ])("%s", (_what, next, last) => {
    expect(implausiblePrice(next, last)).toBeNull();
  });
});

describe("a price is held back", () => {
  test.each<[what: string, next: Price, last: Price | undefined, reason: string]>([
    ["above a million dollars", price(1_000_001), undefined, "US$1000001 is out of bounds"],
    ["when euros and dollars are worlds apart", price(1, 0.39), undefined, "does not fit"],
    ["when euros and dollars are mixed up", price(1, 2.51), undefined, "does not fit"],
    ["when it rises more than twentyfold", price(20.1), price(1), "factor of 20.1"],
    ["when it falls below a twentieth", price(1), price(25), "factor of 25.0"],
  ])("%s", (_what, next, last, reason) => {
    expect(implausiblePrice(next, last)).toContain(reason);
  });
});

describe("an amount", () => {
  test.each([0, -0, -1, Number.NaN, Number.POSITIVE_INFINITY, null, undefined])(
    "that is %s is unknown",
    (value) => {
      expect(amountOrNull(value)).toBeNull();
    },
  );

  test("is null or a positive finite number, and then unchanged", () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        const positive = value > 0 && value < Number.POSITIVE_INFINITY;
        expect(amountOrNull(value)).toBe(positive ? value : null);
      }),
    );
  });
});

test("a stored price of 0 is not a price", () => {
  expect(priceSchema.safeParse(price(0)).success).toBe(false);
  expect(priceSchema.safeParse(price(1, 0)).success).toBe(false);
  expect(priceSchema.safeParse(price(1, 1)).success).toBe(true);
});
