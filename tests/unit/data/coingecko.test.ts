import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCoingecko, parseMarkets, parseWifi } from "#lib/data/sources/coingecko.ts";
import { type Json, listeningHttp, recording } from "./support.ts";

const usd: Json[] = recording("coingecko-coins-markets-usd");
const eur: Json[] = recording("coingecko-coins-markets-eur");
const wifi: Record<string, Json> = recording("coingecko-simple-token-price-wifi-polygon");
const WIFI = "0xe238ecb42c424e877652ad82d8a939183a04c35f";

/** The recorded rows with Akash's changed. */
const withAkash = (rows: Json[], changes: Json) =>
  rows.map((row) => (row.id === "akash-network" ? { ...row, ...changes } : row));

/** What is read for Akash when both of its rows are changed. */
const akash = (dollar: Json, euro: Json = {}) =>
  parseMarkets(withAkash(usd, dollar), withAkash(eur, euro)).find(({ part }) => part === "akash");

describe("markets", () => {
  test("are read in both currencies as the source gives them", () => {
    const akash = parseMarkets(usd, eur).find(({ part }) => part === "akash");
    expect(akash).toEqual({
      part: "akash",
      observedAt: "2026-11-22T05:10:27.380Z",
      value: {
        price: { usd: 0.543761, eur: 0.468776 },
        change: { day: -2.957, week: 9.5, month: -12.10224, year: -31.02045 },
        marketCap: { usd: 158769894, eur: 136875526 },
        fullyDiluted: { usd: 160881000, eur: 138695510 },
        volume: { usd: 3719477, eur: 3206561 },
        supply: { circulating: 291984998, total: 295868912.49, max: 388539008 },
        week: expect.any(Array),
      },
    });
    expect(akash?.value.week).toHaveLength(168);
    expect(akash?.value.week[0]).toBe(0.49487866);
  });

  test("give each network the price of its own token", () => {
    const prices = parseMarkets(usd, eur).map(({ part, value }) => [part, value.price.usd]);
    expect(Object.fromEntries(prices)).toEqual({
      render: 1.7616,
      akash: 0.543761,
      "io-net": 0.1425,
      filecoin: 0.7159,
      arweave: 2.08,
      helium: 0.2841,
      "fetch-ai": 0.2418,
      bittensor: 265.24,
    });
  });

  test.each<[what: string, changes: Json]>([
    ["null", { current_price: null }],
    ["0", { current_price: 0 }],
    ["negative", { current_price: -0.5 }],
    ["absent", { current_price: undefined }],
  ])("leave out a row whose price is %s, and no other", (_what, changes) => {
    const parts = parseMarkets(withAkash(usd, changes), eur).map(({ part }) => part);
    expect(parts).toHaveLength(7);
    expect(parts).not.toContain("akash");
  });

  test.each([null, undefined])("leave out a row whose date is %s", (last_updated) => {
    expect(akash({ last_updated })).toBeUndefined();
  });

  test.each<[what: string, changes: Json]>([
    ["another ticker", { symbol: "akita" }],
    ["another id", { id: "akash-2" }],
  ])("leave out a row with %s: it is another token", (_what, changes) => {
    expect(akash(changes)).toBeUndefined();
  });

  test("take the ticker in any case", () => {
    expect(akash({ symbol: "AKT" })?.value.price.usd).toBe(0.543761);
  });

  test("drop rows that nobody asked for", () => {
    const stranger = { ...usd[0], id: "bitcoin", symbol: "btc" };
    expect(parseMarkets([stranger, ...usd], eur)).toHaveLength(8);
  });

  test("read a network once when its row comes twice", () => {
    const readings = parseMarkets([...usd, ...withAkash(usd, { current_price: 9 })], eur);
    expect(readings.filter(({ part }) => part === "akash")).toEqual([akash({})]);
  });

  test.each<[what: string, unknown: null | undefined | number]>([
    ["absent", undefined],
    ["null", null],
    ["0", 0],
    ["negative", -1],
  ])("say null for market values and supplies that are %s", (_what, unknown) => {
    const amounts = {
      market_cap: unknown,
      fully_diluted_valuation: unknown,
      total_volume: unknown,
      circulating_supply: unknown,
      total_supply: unknown,
      max_supply: unknown,
    };
    expect(akash(amounts, { ...amounts, current_price: unknown })?.value).toMatchObject({
      price: { usd: 0.543761, eur: null },
      marketCap: { usd: null, eur: null },
      fullyDiluted: { usd: null, eur: null },
      volume: { usd: null, eur: null },
      supply: { circulating: null, total: null, max: null },
    });
  });

  test("keep a change of 0, which is one", () => {
    expect(akash({ price_change_percentage_24h_in_currency: 0 })?.value.change.day).toBe(0);
  });

  test.each([null, undefined])(
    "say null for changes and an empty week where they are %s",
    (none) => {
      const value = akash({
        price_change_percentage_24h_in_currency: none,
        price_change_percentage_7d_in_currency: none,
        price_change_percentage_30d_in_currency: none,
        price_change_percentage_1y_in_currency: none,
        sparkline_in_7d: none,
      })?.value;
      expect(value?.change).toEqual({ day: null, week: null, month: null, year: null });
      expect(value?.week).toEqual([]);
    },
  );

  test("say null for euros of another token under our id", () => {
    expect(akash({}, { symbol: "akita" })?.value.price).toEqual({ usd: 0.543761, eur: null });
  });

  test("do without the euro rows", () => {
    expect(parseMarkets(usd, []).map(({ value }) => value.price.eur)).toEqual(
      Array.from({ length: 8 }, () => null),
    );
  });

  test.each<[what: string, answer: unknown]>([
    ["an error with status 200", recording("coingecko-error-429")],
    ["null", null],
    ["a text", "maintenance"],
    ["a row without id", [{ symbol: "akt", current_price: 1 }]],
    ["a price in words", withAkash(usd, { current_price: "0.54" })],
    ["a price that is no number", withAkash(usd, { current_price: Number.NaN })],
    ["an infinite price", withAkash(usd, { current_price: Number.POSITIVE_INFINITY })],
    ["a date that is none", withAkash(usd, { last_updated: "yesterday" })],
  ])("refuse %s", (_what, answer) => {
    expect(() => parseMarkets(answer, eur)).toThrow();
  });

  test("are none in an empty list", () => {
    expect(parseMarkets([], [])).toEqual([]);
  });

  test("never change a price", () => {
    const price = fc.double({ min: Number.MIN_VALUE, noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(price, price, (dollars, euros) => {
        const reading = akash({ current_price: dollars }, { current_price: euros });
        expect(reading?.value.price).toEqual({ usd: dollars, eur: euros });
      }),
    );
  });
});

describe("the token asked by its contract", () => {
  const withWifi = (changes: Json) => ({ [WIFI]: { ...wifi[WIFI], ...changes } });

  test("is read, and what it lacks is null", () => {
    expect(parseWifi(wifi)).toEqual([
      {
        part: "wifi-map",
        observedAt: "2026-07-17T20:08:07.000Z",
        value: {
          price: { usd: 0.00221, eur: null },
          change: { day: -0.41, week: null, month: null, year: null },
          marketCap: { usd: null, eur: null },
          fullyDiluted: { usd: null, eur: null },
          volume: { usd: 31500, eur: null },
          supply: { circulating: null, total: null, max: null },
          week: [],
        },
      },
    ]);
  });

  test("is read in euros where they are given", () => {
    const [reading] = parseWifi(withWifi({ eur: 0.0019, eur_market_cap: 7, eur_24h_vol: 27000 }));
    expect(reading?.value).toMatchObject({
      price: { eur: 0.0019 },
      marketCap: { usd: null, eur: 7 },
      volume: { eur: 27000 },
    });
  });

  test.each<[what: string, changes: Json]>([
    ["a price of null", { usd: null }],
    ["a price of 0", { usd: 0 }],
    ["a negative price", { usd: -1 }],
    ["no price", { usd: undefined }],
    ["no date", { last_updated_at: undefined }],
    ["a date of 0", { last_updated_at: 0 }],
  ])("is left out with %s", (_what, changes) => {
    expect(parseWifi(withWifi(changes))).toEqual([]);
  });

  test("is left out where the answer is empty or about another contract", () => {
    expect(parseWifi({})).toEqual([]);
    expect(parseWifi({ "0x0": wifi[WIFI] })).toEqual([]);
  });

  test.each<[what: string, answer: unknown]>([
    ["an error with status 200", recording("coingecko-error-429")],
    ["a list", []],
    ["a price in words", withWifi({ usd: "0.002" })],
    ["a date beyond the calendar", withWifi({ last_updated_at: 1e18 })],
  ])("refuses %s or reads nothing from it", (_what, answer) => {
    const read = () => parseWifi(answer);
    expect(() => expect(read()).toEqual([])).not.toThrow("to deeply equal");
  });
});

describe("the source", () => {
  test("is asked for the wanted tokens only, in both currencies and full precision", async () => {
    const { http, calls } = listeningHttp();
    await createCoingecko(undefined).fetch(["akash", "io-net"], http, () => {});
    expect(calls.map(({ url }) => Object.fromEntries(url.searchParams))).toMatchObject([
      { vs_currency: "usd", ids: "akash-network,io", precision: "full", sparkline: "true" },
      { vs_currency: "eur", ids: "akash-network,io", precision: "full", sparkline: "true" },
    ]);
  });

  test("is asked by contract alone for the token without a market", async () => {
    const { http, calls } = listeningHttp();
    await createCoingecko(undefined).fetch(["wifi-map"], http, () => {});
    expect(calls.map(({ url }) => url.searchParams.get("contract_addresses"))).toEqual([WIFI]);
  });

  test("gets its key in a header, never in an address", async () => {
    const { http, calls } = listeningHttp();
    await createCoingecko("secret").fetch(["akash", "wifi-map"], http, () => {});
    expect(calls.map(({ headers }) => headers)).toEqual(
      Array.from({ length: 3 }, () => ({ "x-cg-demo-api-key": "secret" })),
    );
    expect(calls.map(({ url }) => url.href).join()).not.toContain("secret");
  });
});
