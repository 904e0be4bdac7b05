import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { filecoin } from "#lib/data/datasets/filecoin.ts";
import { chainup, glif, parseCirculation, parsePower } from "#lib/data/sources/lotus.ts";
import { networks } from "#tests/upstream/answers/networks.ts";
import { isNear, reports, routeHttp, valuesOf } from "./routeHttp.ts";
import { recording, START } from "./support.ts";

const power = recording("filecoin-state-miner-power").result;
const supply = recording("filecoin-state-vm-circulating-supply-internal").result;

const withPower = (changes: object) => ({ TotalPower: { ...power.TotalPower, ...changes } });
const readPower = (result: unknown) => valuesOf(parsePower(result, START));
const readSupply = (result: unknown) => valuesOf(parseCirculation(result, START));

/** The recorded values, in EiB and FIL. */
const recorded = {
  rawPower: 10.487188041210175,
  qualityAdjustedPower: 24.263465295680106,
  circulating: 810_300_000,
  locked: 163_211_004.41002211,
  burnt: 42_110_224.01120441,
};

describe("power", () => {
  test("is the whole network's, in EiB, at the time of asking", () => {
    expect(parsePower(power, START)).toEqual([
      { part: "rawPower", value: recorded.rawPower, observedAt: START },
      { part: "qualityAdjustedPower", value: recorded.qualityAdjustedPower, observedAt: START },
    ]);
  });

  test.each([undefined, null, "0"])("that is %s is left out alone", (RawBytePower) => {
    expect(readPower(withPower({ RawBytePower }))).toEqual({
      qualityAdjustedPower: recorded.qualityAdjustedPower,
    });
  });

  test.each<[what: string, result: unknown]>([
    ["nothing", null],
    ["no total", { MinerPower: power.MinerPower }],
    ["a number, which cannot hold it", withPower({ RawBytePower: 2 ** 63 })],
    ["a fraction", withPower({ RawBytePower: "12.5" })],
    ["a negative amount", withPower({ RawBytePower: "-12090904615566966784" })],
    ["words", withPower({ RawBytePower: "about 12 EiB" })],
    ["more digits than any chain has", withPower({ RawBytePower: "9".repeat(41) })],
  ])("refuses %s", (_what, result) => {
    expect(() => parsePower(result, START)).toThrow();
  });

  test("is the double nearest to the exact value", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 80n }), (bytes) => {
        const { rawPower = 0 } = readPower(withPower({ RawBytePower: String(bytes) }));
        // Whole EiB and the rest, each small enough to be exact or nearly so.
        const expected = Number(bytes >> 60n) + Number(bytes & (2n ** 60n - 1n)) / 2 ** 60;
        return isNear(rawPower, expected);
      }),
    );
    expect(readPower(withPower({ RawBytePower: String(3n * 2n ** 60n) })).rawPower).toBe(3);
  });
});

describe("supply", () => {
  test("is read in FIL", () => {
    const { circulating, locked, burnt } = recorded;
    expect(readSupply(supply)).toEqual({ circulating, locked, burnt });
  });

  test.each([undefined, null, "0"])("that is %s is left out alone", (FilLocked) => {
    const { circulating, burnt } = recorded;
    expect(readSupply({ ...supply, FilLocked })).toEqual({ circulating, burnt });
  });

  test.each<[what: string, result: unknown]>([
    ["nothing", null],
    ["a number", { ...supply, FilBurnt: 4.2e25 }],
    ["a negative amount", { ...supply, FilBurnt: "-5" }],
  ])("refuses %s", (_what, result) => {
    expect(() => parseCirculation(result, START)).toThrow();
  });

  test("is off by no more than rounding", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n * 10n ** 27n }), (attoFil) => {
        const { burnt = 0 } = readSupply({ FilBurnt: String(attoFil) });
        const one = 10n ** 18n;
        return isNear(burnt, Number(attoFil / one) + Number(attoFil % one) / 1e18);
      }),
    );
    expect(readSupply({ FilBurnt: `1${"0".repeat(18)}` }).burnt).toBe(1);
  });
});

describe("the nodes", () => {
  test.each([glif, chainup])("give every part ($id)", async (source) => {
    const { http, calls } = routeHttp(networks);
    const { reported, report } = reports();
    expect(valuesOf(await source.fetch(source.offers, http, report))).toEqual(recorded);
    expect(calls.map(({ body }) => body)).toMatchObject([
      { method: "Filecoin.StateMinerPower", params: ["f01000", null] },
      { method: "Filecoin.StateVMCirculatingSupplyInternal", params: [null] },
    ]);
    expect(reported).toEqual([]);
  });

  test("are asked for what is wanted and nothing else", async () => {
    const { http, calls } = routeHttp(networks);
    const readings = await glif.fetch(["locked"], http, () => {});
    expect(valuesOf(readings)).toEqual({ locked: recorded.locked });
    expect(calls).toHaveLength(1);
  });

  test("lose one answer without the other", async () => {
    const error = recording("filecoin-rpc-error");
    const { http } = routeHttp(networks, (answer, _url, body) =>
      JSON.stringify(body).includes("StateMinerPower") ? error : answer,
    );
    const { reported, report } = reports();
    const readings = await glif.fetch(glif.offers, http, report);
    expect(Object.keys(valuesOf(readings))).toEqual(["circulating", "locked", "burnt"]);
    expect(reported).toEqual([
      "rawPower: JSON-RPC error 1",
      "qualityAdjustedPower: JSON-RPC error 1",
    ]);
  });
});

test("what cannot be is held back", () => {
  for (const [part, value] of Object.entries(recorded)) {
    const at = part as keyof typeof recorded;
    expect(filecoin.implausible(value, value, at)).toBeNull();
    expect(filecoin.implausible(-value, value, at)).toContain("out of bounds");
    expect(filecoin.implausible(value * 1e9, undefined, at)).toContain("out of bounds");
    expect(filecoin.implausible(value / 1e9, undefined, at)).toContain("out of bounds");
  }
  expect(filecoin.parts).toEqual(Object.keys(recorded));
  expect(filecoin.parts.map((part) => filecoin.unit(part))).toEqual([
    "EiB",
    "EiB",
    "FIL",
    "FIL",
    "FIL",
  ]);
});
