import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CosmosChain,
  fetchPool,
  fetchSupply,
  parsePool,
  parseSupply,
} from "#lib/data/sources/cosmos.ts";
import { fromBaseUnits } from "#lib/data/units.ts";
import { fakeHttp } from "./fakeHttp.ts";
import { recording } from "./support.ts";

const supply = recording("cosmos-supply-by-denom-uakt");
const pool = recording("cosmos-staking-pool-akash");
const switchedOff = recording("cosmos-error-501");

const amount = (units: unknown) => ({ amount: { denom: "uakt", amount: units } });
const bonded = (units: unknown) => ({ pool: { bonded_tokens: units, not_bonded_tokens: "1" } });

const broken: [what: string, units: unknown][] = [
  ["0", "0"],
  ["negative", "-1"],
  ["a fraction", "1.5"],
  ["in words", "many"],
  ["empty", ""],
  ["a number", 295868912489891],
  ["null", null],
  ["absent", undefined],
  ["longer than any chain's", "9".repeat(41)],
];

describe("the supply", () => {
  test("is read in whole tokens", () => {
    expect(parseSupply(supply, "uakt", 6)).toBe(295868912.489891);
  });

  test("is read with 18 decimals, far beyond what a double can count", () => {
    const fet = { amount: { denom: "afet", amount: "2714384546671600000000000000" } };
    expect(parseSupply(fet, "afet", 18)).toBe(2714384546.6716);
  });

  test.each(broken)("is refused when it is %s", (_what, units) => {
    expect(() => parseSupply(amount(units), "uakt", 6)).toThrow();
  });

  test("is refused when it is another token's", () => {
    expect(() => parseSupply(supply, "uact", 6)).toThrow("supply of uakt, not of uact");
  });

  test.each<[what: string, answer: unknown]>([
    ["an error with status 200", switchedOff],
    ["null", null],
    ["a list", []],
    ["a text", "maintenance"],
  ])("is not found in %s", (_what, answer) => {
    expect(() => parseSupply(answer, "uakt", 6)).toThrow();
  });
});

describe("the staking pool", () => {
  test("is read in whole tokens", () => {
    expect(parsePool(pool, 6)).toEqual({ bonded: 88496665.093499, notBonded: 3301244.008121 });
  });

  test("may have nothing on its way out", () => {
    const answer = { pool: { bonded_tokens: "5000000", not_bonded_tokens: "0" } };
    expect(parsePool(answer, 6)).toEqual({ bonded: 5, notBonded: 0 });
  });

  test.each(broken)("is refused when the stake is %s", (_what, units) => {
    expect(() => parsePool(bonded(units), 6)).toThrow();
  });

  test("is not found in an error with status 200", () => {
    expect(() => parsePool(switchedOff, 6)).toThrow();
  });
});

describe("a chain's nodes", () => {
  const chain: CosmosChain = { hosts: ["one.test", "two.test"], denom: "uakt", decimals: 6 };
  const SUPPLY = "/cosmos/bank/v1beta1/supply/by_denom";
  const POOL = "/cosmos/staking/v1beta1/pool";

  test("are asked for the chain's own token, the first one only when it answers", async () => {
    const { http, calls } = fakeHttp({ [`one.test${SUPPLY}`]: supply });
    expect(await fetchSupply(http, chain)).toBe(295868912.489891);
    expect(calls.map(({ url }) => url.href)).toEqual([`https://one.test${SUPPLY}?denom=uakt`]);
  });

  test.each<[what: string, answers: Record<string, unknown>]>([
    ["fails", {}],
    ["has switched the route off", { [`one.test${POOL}`]: switchedOff }],
    ["knows nothing", { [`one.test${POOL}`]: bonded("0") }],
  ])("are asked in turn when one %s", async (_what, answers) => {
    const { http, asked } = fakeHttp({ ...answers, [`two.test${POOL}`]: pool });
    expect((await fetchPool(http, chain)).bonded).toBe(88496665.093499);
    expect(asked()).toEqual([`one.test${POOL}`, `two.test${POOL}`]);
  });

  test("are all named when none answers", async () => {
    const { http } = fakeHttp({});
    await expect(fetchPool(http, chain)).rejects.toThrow(
      `one.test${POOL}: HTTP 500; two.test${POOL}: HTTP 500`,
    );
  });
});

describe("whole tokens", () => {
  const decimals = fc.integer({ min: 0, max: 30 });

  test("are the double nearest to the exact decimal value", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 28n }), decimals, (units, places) => {
        const text = units.toString().padStart(places + 1, "0");
        const point = text.length - places;
        const exact = `${text.slice(0, point)}.${text.slice(point)}`;
        expect(fromBaseUnits(units.toString(), places)).toBe(Number(exact));
      }),
    );
  });

  test("come back from what they were made of", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0 }), decimals, (tokens, places) => {
        expect(fromBaseUnits(`${tokens}${"0".repeat(places)}`, places)).toBe(tokens);
      }),
    );
  });
});
