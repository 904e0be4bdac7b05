import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defillama, parseDefillama } from "#lib/data/sources/defillama.ts";
import { type Json, listeningHttp, recording } from "./support.ts";

const AKASH = "coingecko:akash-network";
const RENDER = "coingecko:render-token";

const coin = (changes: Json = {}): Json => ({
  price: 0.543761,
  symbol: "AKT",
  timestamp: 1795324227,
  confidence: 0.99,
  ...changes,
});
const percentage: unknown = recording("defillama-percentage");
const rate: Json = recording("frankfurter-v1-latest");
const spans = { day: percentage, week: percentage, month: percentage, year: percentage };
const noSpans = { day: null, week: null, month: null, year: null };

const parse = (coins: Record<string, Json>, changes: typeof spans = spans, euro: unknown = rate) =>
  parseDefillama({ coins }, changes, euro);

describe("prices", () => {
  test("are read, in euros by the exchange rate; what is not offered is null", () => {
    expect(parse({ [AKASH]: coin() })).toEqual([
      {
        part: "akash",
        observedAt: "2026-11-22T05:10:27.000Z",
        value: {
          price: { usd: 0.543761, eur: expect.closeTo(0.4687763581, 9) },
          change: {
            day: -12.102240000000002,
            week: -12.102240000000002,
            month: -12.102240000000002,
            year: -12.102240000000002,
          },
          marketCap: { usd: null, eur: null },
          fullyDiluted: { usd: null, eur: null },
          volume: { usd: null, eur: null },
          supply: { circulating: null, total: null, max: null },
          week: [],
        },
      },
    ]);
  });

  test("take each change from its own period", () => {
    const of = (percent: number) => ({ coins: { [AKASH]: percent } });
    const [reading] = parse(
      { [AKASH]: coin() },
      { day: of(1), week: of(2), month: of(0), year: of(-4) },
    );
    expect(reading?.value.change).toEqual({ day: 1, week: 2, month: 0, year: -4 });
  });

  test("find the token that is known by its contract only", () => {
    const key = "polygon:0xe238ecb42c424e877652ad82d8a939183a04c35f";
    expect(parse({ [key]: coin({ price: 0.00221 }) })).toMatchObject([
      { part: "wifi-map", value: { price: { usd: 0.00221 } } },
    ]);
  });

  test.each<[what: string, changes: Json]>([
    ["a price of null", { price: null }],
    ["a price of 0", { price: 0 }],
    ["a negative price", { price: -1 }],
    ["no price", { price: undefined }],
    ["a price that the source doubts", { confidence: 0.79 }],
  ])("leave out a token with %s, and no other", (_what, changes) => {
    const readings = parse({ [AKASH]: coin(changes), [RENDER]: coin() });
    expect(readings.map(({ part }) => part)).toEqual(["render"]);
  });

  test.each([0.8, 0.99, undefined])("believe a confidence of %s", (confidence) => {
    expect(parse({ [AKASH]: coin({ confidence }) })).toHaveLength(1);
  });

  test("drop tokens that nobody asked for", () => {
    expect(parse({ "coingecko:bitcoin": coin() })).toEqual([]);
  });

  test("are none where the source knows none", () => {
    expect(parse({})).toEqual([]);
  });

  test.each<[what: string, answer: unknown]>([
    ["an error with status 200", { error: "rate limited" }],
    ["null", null],
    ["a list", []],
    ["a price in words", { coins: { [AKASH]: coin({ price: "0.54" }) } }],
    ["a price that is no number", { coins: { [AKASH]: coin({ price: Number.NaN }) } }],
    ["no date", { coins: { [AKASH]: coin({ timestamp: undefined }) } }],
    ["a date of 0", { coins: { [AKASH]: coin({ timestamp: 0 }) } }],
    ["a date beyond the calendar", { coins: { [AKASH]: coin({ timestamp: 1e15 }) } }],
  ])("refuse %s", (_what, answer) => {
    expect(() => parseDefillama(answer, spans, rate)).toThrow();
  });

  test("never change", () => {
    const price = fc.double({ min: Number.MIN_VALUE, noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(price, (usd) => {
        expect(parse({ [AKASH]: coin({ price: usd }) })[0]?.value.price.usd).toBe(usd);
      }),
    );
  });
});

describe("what may be missing", () => {
  test.each<[what: string, answer: unknown]>([
    ["absent", null],
    ["an error with status 200", { message: "not found" }],
    ["for another base", { ...rate, base: "EUR" }],
    ["0", { ...rate, rates: { EUR: 0 } }],
    ["in words", { ...rate, rates: { EUR: "0.86" } }],
  ])("the euro is null when the rate is %s", (_what, answer) => {
    expect(parse({ [AKASH]: coin() }, spans, answer)[0]?.value.price).toEqual({
      usd: 0.543761,
      eur: null,
    });
  });

  test("a change is null where the period's answer failed, and the others stay", () => {
    const [reading] = parse({ [AKASH]: coin() }, { ...spans, week: "maintenance" });
    expect(reading?.value.change).toEqual({
      day: -12.102240000000002,
      week: null,
      month: -12.102240000000002,
      year: -12.102240000000002,
    });
  });

  test("a change is null where the period does not know the token", () => {
    const [reading] = parse({ "coingecko:helium": coin() });
    expect(reading?.value.change).toEqual(noSpans);
  });
});

test("the source is asked for the wanted tokens, each change over its own period", async () => {
  const { http, calls } = listeningHttp();
  await defillama.fetch(["akash", "helium"], http, () => {});
  expect(calls.map(({ url }) => `${url.host}${url.pathname}`)).toEqual([
    "coins.llama.fi/prices/current/coingecko:akash-network,coingecko:helium",
    ...Array.from(
      { length: 4 },
      () => "coins.llama.fi/percentage/coingecko:akash-network,coingecko:helium",
    ),
    "api.frankfurter.dev/v1/latest",
  ]);
  expect(calls.map(({ url }) => url.searchParams.get("period"))).toEqual([
    null,
    "1d",
    "7d",
    "30d",
    "365d",
    null,
  ]);
});
