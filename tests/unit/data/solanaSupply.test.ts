import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fetchTokenSupply, parseTokenSupply } from "#lib/data/sources/solanaSupply.ts";
import { fakeHttp } from "./fakeHttp.ts";
import { type Json, recording } from "./support.ts";

const render = recording("solana-get-token-supply-render");
const tooMany = recording("solana-rpc-error-429");

/** 53,353,600,011,220,045 of the smallest unit, by 8 decimals; a literal would lose the last digit. */
const RENDER_SUPPLY = Number("533536000.11220045");

/** The recorded answer with its value changed. */
const supplyOf = (changes: Json) => ({
  ...render,
  result: { ...render.result, value: { ...render.result.value, ...changes } },
});

describe("a token's supply", () => {
  test("is read in whole tokens", () => {
    expect(parseTokenSupply(render)).toBe(RENDER_SUPPLY);
  });

  test("is read from the text, not from the rounded number beside it", () => {
    expect(parseTokenSupply(supplyOf({ uiAmount: null, uiAmountString: "7" }))).toBe(RENDER_SUPPLY);
  });

  test("may be without decimals", () => {
    expect(parseTokenSupply(supplyOf({ amount: "1622441102934", decimals: 0 }))).toBe(
      1622441102934,
    );
  });

  test.each<[what: string, changes: Json]>([
    ["an amount of 0", { amount: "0" }],
    ["a negative amount", { amount: "-1" }],
    ["an amount as number", { amount: 53353600011 }],
    ["an amount in words", { amount: "about 5" }],
    ["no amount", { amount: undefined }],
    ["an amount of null", { amount: null }],
    ["no decimals", { decimals: undefined }],
    ["decimals in words", { decimals: "8" }],
    ["negative decimals", { decimals: -8 }],
    ["decimals beyond any use", { decimals: 8_000_000_000 }],
  ])("is refused with %s", (_what, changes) => {
    expect(() => parseTokenSupply(supplyOf(changes))).toThrow();
  });

  test.each<[what: string, answer: unknown]>([
    ["an error with status 200", tooMany],
    ["a result of null", { jsonrpc: "2.0", result: null, id: 1 }],
    ["null", null],
    ["a text", "maintenance"],
  ])("is not found in %s", (_what, answer) => {
    expect(() => parseTokenSupply(answer)).toThrow();
  });

  test("is exact to the last digit that a double can hold", () => {
    const units = fc.bigInt({ min: 1n, max: 10n ** 18n });
    fc.assert(
      fc.property(units, fc.integer({ min: 1, max: 12 }), (amount, decimals) => {
        const text = amount.toString().padStart(decimals + 1, "0");
        const exact = Number(`${text.slice(0, -decimals)}.${text.slice(-decimals)}`);
        expect(parseTokenSupply(supplyOf({ amount: amount.toString(), decimals }))).toBe(exact);
      }),
    );
  });
});

describe("Solana's nodes", () => {
  test("are asked for the mint", async () => {
    const { http, calls } = fakeHttp({ "api.mainnet-beta.solana.com/": render });
    expect(await fetchTokenSupply(http, "MINT")).toBe(RENDER_SUPPLY);
    expect(calls.map(({ body }) => body)).toEqual([
      { jsonrpc: "2.0", id: 1, method: "getTokenSupply", params: ["MINT"] },
    ]);
  });

  test("are asked in turn when one fails or answers with an error", async () => {
    const { http, asked } = fakeHttp({
      "solana-rpc.publicnode.com/": tooMany,
      "solana.drpc.org/": render,
    });
    expect(await fetchTokenSupply(http, "MINT")).toBe(RENDER_SUPPLY);
    expect(asked()).toEqual([
      "api.mainnet-beta.solana.com/",
      "solana-rpc.publicnode.com/",
      "solana.drpc.org/",
    ]);
  });

  test("leave no time to one that hangs: each gets a third of what a round can spare", async () => {
    const { http, calls } = fakeHttp({});
    await expect(fetchTokenSupply(http, "MINT")).rejects.toThrow("solana.drpc.org");
    expect(calls.map(({ options }) => options?.timeoutMs)).toEqual([5_000, 5_000, 5_000]);
  });
});
