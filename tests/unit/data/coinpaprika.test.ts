import fc from "fast-check";
import { expect, test } from "vitest";
import { parseTicker } from "#lib/data/sources/coinpaprika.ts";
import { type Json, recording } from "./support.ts";

type Ticker = Json & { quotes: { USD: Json; EUR: Json } };

const ticker: Ticker = recording("coinpaprika-ticker-hnt-helium");

const withDollars = (changes: Json): Ticker => ({
  ...ticker,
  quotes: { ...ticker.quotes, USD: { ...ticker.quotes.USD, ...changes } },
});

test("reads a ticker in both currencies; what is not offered is null", () => {
  expect(parseTicker("helium", ticker)).toEqual({
    part: "helium",
    observedAt: "2026-11-22T05:11:32.000Z",
    value: {
      price: { usd: 0.28412, eur: 0.24494 },
      change: { day: -2.39, week: -1.02, month: -4.81, year: -81.2 },
      marketCap: { usd: 51851900, eur: 44701523 },
      fullyDiluted: { usd: null, eur: null },
      volume: { usd: 3211022.14, eur: 2768222.19 },
      supply: { circulating: null, total: 182500000, max: 223000000 },
      week: [],
    },
  });
});

test.each<[what: string, changes: Json]>([
  ["null", { price: null }],
  ["0", { price: 0 }],
  ["negative", { price: -1 }],
  ["absent", { price: undefined }],
])("has no reading where the price is %s", (_what, changes) => {
  expect(parseTicker("helium", withDollars(changes))).toBeNull();
});

test.each<[what: string, changes: Json]>([
  ["ticker", { symbol: "HNT2" }],
  ["id", { id: "hnt-other" }],
])("has no reading for another %s: it is another token", (_what, changes) => {
  expect(parseTicker("helium", { ...ticker, ...changes })).toBeNull();
});

test("has no reading for the token of another network", () => {
  expect(parseTicker("akash", ticker)).toBeNull();
});

test("does without euros", () => {
  const { USD } = ticker.quotes;
  expect(parseTicker("helium", { ...ticker, quotes: { USD } })?.value).toMatchObject({
    price: { usd: 0.28412, eur: null },
    marketCap: { usd: 51851900, eur: null },
    volume: { usd: 3211022.14, eur: null },
  });
});

test.each([0, -5, null, undefined])("says null for amounts that are %s", (none) => {
  const answer = {
    ...withDollars({ market_cap: none, volume_24h: none }),
    circulating_supply: none,
    total_supply: none,
    max_supply: none,
  };
  expect(parseTicker("helium", answer)?.value).toMatchObject({
    price: { usd: 0.28412 },
    marketCap: { usd: null },
    volume: { usd: null },
    supply: { circulating: null, total: null, max: null },
  });
});

test("keeps a change of 0 and says null for one that is absent", () => {
  const answer = withDollars({ percent_change_24h: 0, percent_change_7d: undefined });
  expect(parseTicker("helium", answer)?.value.change).toMatchObject({ day: 0, week: null });
});

test.each<[what: string, answer: unknown]>([
  ["an error with status 200", { error: "id not found" }],
  ["null", null],
  ["no quotes", { ...ticker, quotes: undefined }],
  ["no dollars", { ...ticker, quotes: { EUR: ticker.quotes.EUR } }],
  ["no date", { ...ticker, last_updated: undefined }],
  ["a date that is none", { ...ticker, last_updated: "yesterday" }],
  ["a price in words", withDollars({ price: "0.28" })],
  ["a price that is no number", withDollars({ price: Number.NaN })],
])("refuses %s", (_what, answer) => {
  expect(() => parseTicker("helium", answer)).toThrow();
});

test("never changes a price", () => {
  const price = fc.double({ min: Number.MIN_VALUE, noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(price, (usd) => {
      expect(parseTicker("helium", withDollars({ price: usd }))?.value.price.usd).toBe(usd);
    }),
  );
});
