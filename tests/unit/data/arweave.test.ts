import { describe, expect, test } from "vitest";
import { arweave } from "#lib/data/datasets/arweave.ts";
import {
  arIo,
  arweaveNet,
  parseBlock,
  parseHeight,
  parsePrice,
} from "#lib/data/sources/arweave.ts";
import { parseRates, turbo } from "#lib/data/sources/turbo.ts";
import { networks } from "#tests/upstream/answers/networks.ts";
import { reports, routeHttp, valuesOf } from "./routeHttp.ts";
import { recording, START } from "./support.ts";

const info = recording("arweave-info");
const block = recording("arweave-block-height");
const rates = recording("turbo-rates");
const error = { error: { code: -32000, message: "made for a test" } };

const recorded = { stored: 97.088718807286, height: 2_011_204, gibPriceAr: 1.213344102934 };

describe("the height", () => {
  test("is the node's, at the time of asking", () => {
    expect(parseHeight(info, START)).toEqual([
      { part: "height", value: 2_011_204, observedAt: START },
    ]);
  });

  test.each([-1, 0, null, undefined])("of %s means that the node is not ready", (height) => {
    expect(parseHeight({ ...info, height }, START)).toEqual([]);
  });

  test.each<[what: string, answer: unknown]>([
    ["nothing", null],
    ["a text", { ...info, height: "2011204" }],
    ["a fraction", { ...info, height: 1.5 }],
  ])("refuses %s", (_what, answer) => {
    expect(() => parseHeight(answer, START)).toThrow();
  });
});

describe("the data stored", () => {
  test("is in decimal terabytes, at the time of the block", () => {
    expect(parseBlock(block)).toEqual([
      { part: "stored", value: 97.088718807286, observedAt: "2022-08-31T07:44:21.000Z" },
    ]);
  });

  test.each(["0", null, undefined])("of %s is left out", (weave_size) => {
    expect(parseBlock({ ...block, weave_size })).toEqual([]);
  });

  test.each<[what: string, answer: unknown]>([
    ["an error with status 200", error],
    ["a number, which cannot hold it", { ...block, weave_size: 97088718807286 }],
    ["a negative size", { ...block, weave_size: "-97088718807286" }],
    ["no date", { ...block, timestamp: undefined }],
    ["a date of 0", { ...block, timestamp: 0 }],
    ["a date beyond the calendar", { ...block, timestamp: 1e15 }],
  ])("refuses %s", (_what, answer) => {
    expect(() => parseBlock(answer)).toThrow();
  });
});

describe("the network's price of a GiB", () => {
  test("is read in AR", () => {
    expect(parsePrice("1213344102934", START)).toEqual([
      { part: "gibPriceAr", value: 1.213344102934, observedAt: START },
    ]);
  });

  test("of 0 is left out", () => {
    expect(parsePrice("0", START)).toEqual([]);
  });

  test.each(["", "not joined", "<!doctype html>", "-5", "1.5", "1e12", "null"])(
    "refuses %j",
    (text) => {
      expect(() => parsePrice(text, START)).toThrow();
    },
  );
});

describe("Turbo's price of a GiB", () => {
  test("is read in both currencies", () => {
    expect(parseRates(rates, START)).toEqual([
      { part: "gibPriceUsd", value: 3.15, observedAt: START },
      { part: "gibPriceEur", value: 2.72, observedAt: START },
    ]);
  });

  test.each([null, undefined, 0])("in euros of %s is left out alone", (eur) => {
    const readings = parseRates({ ...rates, fiat: { usd: 3.15, eur } }, START);
    expect(valuesOf(readings)).toEqual({ gibPriceUsd: 3.15 });
  });

  test.each<[what: string, answer: unknown]>([
    ["an error with status 200", error],
    ["no currencies", { winc: rates.winc }],
    ["a price in words", { fiat: { usd: "3.15", eur: 2.72 } }],
    ["a price that is no number", { fiat: { usd: Number.NaN } }],
  ])("refuses %s", (_what, answer) => {
    expect(() => parseRates(answer, START)).toThrow();
  });

  test("is given for the wanted currency only", async () => {
    const { http } = routeHttp(networks);
    expect(valuesOf(await turbo.fetch(["gibPriceEur"], http, () => {}))).toEqual({
      gibPriceEur: 2.72,
    });
  });
});

describe("the gateways", () => {
  test.each([arweaveNet, arIo])("give every part ($id)", async (source) => {
    const { http, calls } = routeHttp(networks);
    const { reported, report } = reports();
    expect(valuesOf(await source.fetch(source.offers, http, report))).toEqual(recorded);
    expect(calls.map(({ url }) => url)).toEqual([
      `${source.url}/block/current`,
      `${source.url}/info`,
      `${source.url}/price/1073741824`,
    ]);
    expect(reported).toEqual([]);
  });

  test("lose one answer without the others", async () => {
    const { http } = routeHttp(networks, (answer, url) =>
      url.pathname === "/block/current" ? undefined : answer,
    );
    const { reported, report } = reports();
    const readings = await arweaveNet.fetch(arweaveNet.offers, http, report);
    const { stored: _, ...others } = recorded;
    expect(valuesOf(readings)).toEqual(others);
    expect(reported).toEqual(["stored: arweave.net/block/current: HTTP 404"]);
  });
});

test("what cannot be is held back", () => {
  const all = { ...recorded, gibPriceUsd: 3.15, gibPriceEur: 2.72 };
  for (const [part, value] of Object.entries(all)) {
    const at = part as keyof typeof all;
    expect(arweave.implausible(value, value, at)).toBeNull();
    expect(arweave.implausible(-value, value, at)).toContain("out of bounds");
    expect(arweave.implausible(value * 1e9, undefined, at)).toContain("out of bounds");
    // Bytes for terabytes and winston for AR are off by 10^12.
    expect(arweave.implausible(value / 1e9, undefined, at)).toContain("out of bounds");
  }
  expect(arweave.parts).toEqual(Object.keys(all));
});
