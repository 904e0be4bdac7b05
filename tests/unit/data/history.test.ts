import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Close, closesSchema, implausibleCloses } from "#lib/data/closes.ts";
import { createHistory } from "#lib/data/datasets/history.ts";
import type { Http } from "#lib/data/http.ts";
import { createCoingeckoHistory, parseMarketChart } from "#lib/data/sources/coingeckoHistory.ts";
import { createDefillamaHistory, parseChart } from "#lib/data/sources/defillamaHistory.ts";
import { networkIds } from "#lib/networks.ts";
import { markets } from "#tests/upstream/answers/markets.ts";
import { type Json, recording } from "./support.ts";

const DAY_MS = 86_400_000;
/** When the recordings end. */
const NOW = new Date("2026-11-22T05:10:25.000Z");
const MIDNIGHT = Date.parse("2026-11-22T00:00:00.000Z");
const LLAMA_NOW = new Date("2026-07-18T09:00:00.000Z");
const AKASH = "coingecko:akash-network";

const chart: { prices: [number, number][] } = recording("coingecko-market-chart-akash-365d");
const llama: { coins: Record<string, Json> } = recording("defillama-coins-chart");

const parse = (prices: unknown[], now = NOW) => parseMarketChart({ prices }, now).value;
const parseLlama = (coin: Json) => parseChart({ coins: { [AKASH]: coin } }, "akash", LLAMA_NOW);

/** An outbound client with one answer for everything. */
function answering(answer: unknown) {
  const calls: { url: URL; headers: Record<string, string> | undefined }[] = [];
  const http: Http = {
    json: async (url, options) => {
      calls.push({ url: new URL(url), headers: options?.headers });
      return answer;
    },
    post: () => Promise.reject(new Error("nothing is posted here")),
    text: () => Promise.reject(new Error("no text is asked for here")),
    sampled: () => false,
  };
  return { http, calls };
}

describe("CoinGecko's chart", () => {
  test("gives one close for each of the 365 finished days, dated by the day that it ended", () => {
    const { part, value, observedAt } = parseMarketChart(chart, NOW);
    expect({ part, observedAt }).toEqual({ part: "closes", observedAt: "2026-11-21" });
    expect(value).toHaveLength(365);
    expect(value[0]).toEqual({ day: "2025-11-22", usd: 0.803614973149 });
    expect(value.slice(-2)).toEqual([
      { day: "2026-11-20", usd: 0.547334002609 },
      { day: "2026-11-21", usd: 0.543761 },
    ]);
    expect(closesSchema.safeParse(value).success).toBe(true);
  });

  test("never takes the price of this moment for a close", () => {
    expect(
      parse([
        [MIDNIGHT, 2],
        [MIDNIGHT + 1, 3],
        [NOW.getTime(), 4],
      ]),
    ).toEqual([{ day: "2026-11-21", usd: 2 }]);
  });

  test("takes the price of midnight itself, for it ends the day before", () => {
    expect(parse([[MIDNIGHT, 2]], new Date(MIDNIGHT))).toEqual([{ day: "2026-11-21", usd: 2 }]);
  });

  test.each([null, 0, -1])("leaves a gap where a price is %s", (usd) => {
    expect(
      parse([
        [MIDNIGHT - 2 * DAY_MS, 2],
        [MIDNIGHT - DAY_MS, usd],
        [MIDNIGHT, 3],
      ]),
    ).toEqual([
      { day: "2026-11-19", usd: 2 },
      { day: "2026-11-21", usd: 3 },
    ]);
  });

  test("takes a day once, and puts days in order", () => {
    expect(
      parse([
        [MIDNIGHT, 3],
        [MIDNIGHT - DAY_MS, 2],
        [MIDNIGHT, 9],
      ]),
    ).toEqual([
      { day: "2026-11-20", usd: 2 },
      { day: "2026-11-21", usd: 3 },
    ]);
  });

  test("reads the first two columns of doubled ones", () => {
    expect(parse([[MIDNIGHT, 3, MIDNIGHT, 3]])).toEqual([{ day: "2026-11-21", usd: 3 }]);
  });

  test("drops what is older than a year or still to come", () => {
    const prices = [
      [MIDNIGHT - 365 * DAY_MS, 1],
      [MIDNIGHT - 364 * DAY_MS, 2],
      [MIDNIGHT, 3],
      [MIDNIGHT + DAY_MS, 4],
    ];
    expect(parse(prices).map(({ usd }) => usd)).toEqual([2, 3]);
  });

  test("may be three days late, no more", () => {
    expect(parse([[MIDNIGHT - 3 * DAY_MS, 1]])).toHaveLength(1);
    expect(() => parse([[MIDNIGHT - 4 * DAY_MS, 1]])).toThrow("no close since 2026-11-17");
  });

  test.each<[what: string, answer: unknown, message: string]>([
    ["an error in one nesting", recording("coingecko-error-429"), "CoinGecko error 429"],
    [
      "an error in the other nesting",
      recording("coingecko-error-10012-history-over-365d"),
      "CoinGecko error 10012",
    ],
    ["no points", { prices: [] }, "no closes"],
    ["zeros only", { prices: [[0, 0]] }, "no closes"],
    ["times in seconds", { prices: [[MIDNIGHT / 1000, 1]] }, "no closes"],
    ["times beyond the calendar", { prices: [[MIDNIGHT * 1e9, 1]] }, "no closes"],
  ])("is refused with %s", (_what, answer, message) => {
    expect(() => parseMarketChart(answer, NOW)).toThrow(message);
  });

  test.each<[what: string, answer: unknown]>([
    ["null", null],
    ["a text", "maintenance"],
    ["no prices", { market_caps: [] }],
    ["a price in words", { prices: [[MIDNIGHT, "0.54"]] }],
    ["a time of null", { prices: [[null, 0.54]] }],
    ["a price that is no number", { prices: [[MIDNIGHT, Number.NaN]] }],
  ])("is refused where it is or has %s", (_what, answer) => {
    expect(() => parseMarketChart(answer, NOW)).toThrow();
  });

  test("gives closes that the dataset can store, whatever the points", () => {
    const point = fc.tuple(
      fc.integer({ min: -400 * 24, max: 24 }).map((hours) => MIDNIGHT + hours * 3_600_000),
      fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
    );
    fc.assert(
      fc.property(fc.array(point), (points) => {
        const value = parse([...points, [MIDNIGHT, 1]]);
        const days = value.map(({ day }) => day);
        expect(closesSchema.safeParse(value).success).toBe(true);
        expect(days).toEqual([...new Set(days)].sort());
        expect(days.at(-1)).toBe("2026-11-21");
      }),
    );
  });
});

describe("DefiLlama's chart", () => {
  test("gives a close for each finished day", () => {
    const { value, observedAt } = parseChart(llama, "akash", LLAMA_NOW);
    expect(observedAt).toBe("2026-07-17");
    expect(value).toHaveLength(8);
    expect(value[0]).toEqual({ day: "2026-07-10", usd: 0.52 });
    expect(value[7]).toEqual({ day: "2026-07-17", usd: 0.548 });
  });

  test("takes a price up to a tenth of a day from midnight", () => {
    const midnight = Date.parse("2026-07-18") / 1000;
    const prices = [
      { timestamp: midnight - 2 * 86_400 - 8_641, price: 1 },
      { timestamp: midnight - 86_400 + 8_640, price: 2 },
      { timestamp: midnight - 12, price: 3 },
    ];
    expect(parseLlama({ prices }).value).toEqual([
      { day: "2026-07-16", usd: 2 },
      { day: "2026-07-17", usd: 3 },
    ]);
  });

  test("finds the token that is known by its contract only", () => {
    const key = "polygon:0xe238ecb42c424e877652ad82d8a939183a04c35f";
    const answer = { coins: { [key]: llama.coins[AKASH] } };
    expect(parseChart(answer, "wifi-map", LLAMA_NOW).value).toHaveLength(8);
  });

  test.each<[what: string, answer: unknown]>([
    ["another token", { coins: { "coingecko:helium": llama.coins[AKASH] } }],
    ["none", { coins: {} }],
    ["an error with status 200", { error: "rate limited" }],
    ["null", null],
    ["a price in words", { coins: { [AKASH]: { prices: [{ timestamp: 1, price: "1" }] } } }],
    ["a doubted price", { coins: { [AKASH]: { ...llama.coins[AKASH], confidence: 0.79 } } }],
    ["no points", { coins: { [AKASH]: { prices: [] } } }],
  ])("is refused when it is about %s", (_what, answer) => {
    expect(() => parseChart(answer, "akash", LLAMA_NOW)).toThrow();
  });

  test("is believed without a confidence", () => {
    const { prices } = llama.coins[AKASH] as { prices: unknown };
    expect(parseLlama({ prices }).value).toHaveLength(8);
  });
});

describe("a history", () => {
  const days = (...usd: number[]): Close[] =>
    usd.map((price, index) => ({
      day: `2026-11-${String(index + 1).padStart(2, "0")}`,
      usd: price,
    }));

  test.each<[what: string, next: Close[], last: Close[] | undefined]>([
    ["is empty", [], undefined],
    ["has a price out of bounds", days(1_000_001), undefined],
    ["rises by more than twenty times in a day", days(1, 20.1), undefined],
    ["falls by more than twenty times in a day", days(20.1, 1), undefined],
    ["ends earlier than before", days(1, 1), days(1, 1, 1)],
    ["tells other prices for the same days", days(100, 100), days(1, 1)],
  ])("is held back when it %s", (_what, next, last) => {
    expect(implausibleCloses(next, last)).not.toBeNull();
  });

  test.each<[what: string, next: Close[], last: Close[] | undefined]>([
    ["moves by twenty times", days(1, 20, 1), undefined],
    ["goes on", days(1, 1.1, 1.2), days(1, 1.1)],
    ["corrects a day", days(1, 1.3), days(1, 1.1)],
    [
      "has nothing in common with the one before",
      days(1).map((c) => ({ ...c, day: "2026-12-24" })),
      days(1),
    ],
  ])("is believed when it %s", (_what, next, last) => {
    expect(implausibleCloses(next, last)).toBeNull();
  });

  test("is asked of CoinGecko first, and of DefiLlama alone without a confirmed id", () => {
    const sources = Object.fromEntries(
      networkIds.map((network) => [
        network,
        createHistory(network, undefined)
          .sources.map(({ id }) => id)
          .join(),
      ]),
    );
    const both = "coingecko,defillama";
    expect(sources).toEqual({
      render: both,
      akash: both,
      "io-net": both,
      filecoin: both,
      arweave: both,
      helium: both,
      "wifi-map": "defillama",
      "fetch-ai": both,
      bittensor: both,
    });
  });

  test("has an id and the unit of its network", () => {
    const { id, parts, unit } = createHistory("io-net", undefined);
    expect({ id, parts, unit: unit("closes") }).toEqual({
      id: "history-io-net",
      parts: ["closes"],
      unit: "USD",
    });
  });
});

describe("the sources", () => {
  test("CoinGecko is asked for a year of days, the key in a header", async () => {
    const { http, calls } = answering({ prices: [[Math.floor(Date.now() / DAY_MS) * DAY_MS, 2]] });
    const readings = await createCoingeckoHistory("io-net", "secret").fetch(
      ["closes"],
      http,
      () => {},
    );
    expect(readings.map(({ value }) => value.map(({ usd }) => usd))).toEqual([[2]]);
    expect(calls.map(({ url, headers }) => [url.href, headers])).toEqual([
      [
        "https://api.coingecko.com/api/v3/coins/io/market_chart?vs_currency=usd&days=365&interval=daily",
        { "x-cg-demo-api-key": "secret" },
      ],
    ]);
  });

  test("CoinGecko is asked without a header where there is no key", async () => {
    const { http, calls } = answering({ prices: [] });
    const reading = createCoingeckoHistory("io-net", undefined).fetch(["closes"], http, () => {});
    await expect(reading).rejects.toThrow("no closes");
    expect(calls.map(({ headers }) => headers)).toEqual([undefined]);
  });

  test("DefiLlama is asked for a year that ends with the last midnight", async () => {
    const { http, calls } = answering({ coins: {} });
    const reading = createDefillamaHistory("wifi-map").fetch(["closes"], http, () => {});
    await expect(reading).rejects.toThrow("token unknown");
    const [call] = calls;
    expect(call?.url.pathname).toBe("/chart/polygon:0xe238ecb42c424e877652ad82d8a939183a04c35f");
    expect(call?.url.searchParams.get("span")).toBe("365");
    expect(call?.url.searchParams.get("period")).toBe("1d");
    expect(Number(call?.url.searchParams.get("end")) % 86_400).toBe(0);
  });
});

describe("the recorded upstream", () => {
  const answerOf = (address: string) => {
    const url = new URL(address);
    const route = markets.find(([host, path]) => host === url.host && path.test(url.pathname));
    return route?.[2](url, undefined);
  };

  test("answers for other tokens with the recorded curve at their own price, up to now", () => {
    const answer = answerOf("https://api.coingecko.com/api/v3/coins/helium/market_chart?days=365");
    const { value } = parseMarketChart(answer, new Date());
    expect(value).toHaveLength(365);
    expect(value.at(-1)?.usd).toBeCloseTo(0.2841, 9);
    // 0.803614973149 ÷ 0.543761 of the price at the end.
    expect(value[0]?.usd).toBeCloseTo(0.4198665, 6);
  });

  test("knows no token that is not recorded", () => {
    const address = "https://api.coingecko.com/api/v3/coins/nothing/market_chart?days=365";
    expect(answerOf(address)).toBeUndefined();
  });

  test("tells the same through DefiLlama, and the price of the token known by contract", () => {
    const end = Math.floor(Date.now() / DAY_MS) * 86_400;
    const key = "polygon:0xe238ecb42c424e877652ad82d8a939183a04c35f";
    const answer = answerOf(`https://coins.llama.fi/chart/${key}?end=${end}&span=365&period=1d`);
    const { value } = parseChart(answer, "wifi-map", new Date());
    expect(value).toHaveLength(365);
    expect(value.at(-1)?.usd).toBeCloseTo(0.00221, 9);
  });
});
