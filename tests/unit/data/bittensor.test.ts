import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bittensor } from "#lib/data/datasets/bittensor.ts";
import { metagraph, parseEconomics } from "#lib/data/sources/metagraph.ts";
import {
  onFinality,
  opentensor,
  parseIssuance,
  parseNetworks,
  parseStake,
  parseUnsigned,
} from "#lib/data/sources/substrate.ts";
import { networks } from "#tests/upstream/answers/networks.ts";
import { isNear, reports, routeHttp, valuesOf } from "./routeHttp.ts";
import { recording, START } from "./support.ts";

const issuance: string = recording("bittensor-state-getstorage-totalissuance").result;
const economics = recording("metagraph-economics");

const recorded = {
  issued: 11_180_872.732340982,
  issuedShare: 53.24225110638563,
  staked: 7_611_044.120034411,
  subnets: 128,
};

/** A number as the chain stores it. */
function littleEndian(value: bigint, bytes: number): string {
  const hex = value.toString(16).padStart(bytes * 2, "0");
  return `0x${Buffer.from(hex, "hex").reverse().toString("hex")}`;
}

describe("a stored number", () => {
  test("is little endian", () => {
    expect(parseUnsigned("0x8100", 2)).toBe(129n);
    expect(parseUnsigned("0x0081", 2)).toBe(0x8100n);
    expect(parseUnsigned("0xf6727dcbf1b82700", 8)).toBe(11_180_872_732_340_982n);
  });

  test("survives whatever it is", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (value) => {
        expect(parseUnsigned(littleEndian(value, 8), 8)).toBe(value);
      }),
    );
  });

  test.each<[what: string, result: unknown]>([
    ["a value that the chain no longer has", null],
    ["nothing", undefined],
    ["a number", 129],
    ["no bytes", "0x"],
    ["an odd number of digits", "0x810"],
    ["too few bytes", "0x81"],
    ["too many bytes", "0x810000"],
    ["no prefix", "008100"],
    ["digits that are not hexadecimal", "0x81zz"],
  ])("refuses %s", (_what, result) => {
    expect(() => parseUnsigned(result, 2)).toThrow();
  });
});

describe("TAO", () => {
  test("issued so far is told with its share of all there can be", () => {
    expect(parseIssuance(issuance, START)).toEqual([
      { part: "issued", value: recorded.issued, observedAt: START },
      { part: "issuedShare", value: recorded.issuedShare, observedAt: START },
    ]);
  });

  test("of 0 is left out", () => {
    expect(parseIssuance(littleEndian(0n, 8), START)).toEqual([]);
    expect(parseStake(littleEndian(0n, 8), START)).toEqual([]);
  });

  test("is off by no more than rounding", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }), (rao) => {
        const { staked = 0 } = valuesOf(parseStake(littleEndian(rao, 8), START));
        const one = 1_000_000_000n;
        return isNear(staked, Number(rao / one) + Number(rao % one) / 1e9);
      }),
    );
  });
});

describe("subnets", () => {
  test("do not include the root network", () => {
    expect(valuesOf(parseNetworks("0x8100", START))).toEqual({ subnets: 128 });
  });

  test.each(["0x0000", "0x0100"])("are left out where there are none (%s)", (result) => {
    expect(parseNetworks(result, START)).toEqual([]);
  });
});

describe("the nodes", () => {
  test.each([onFinality, opentensor])("give every part ($id)", async (source) => {
    const { http, calls } = routeHttp(networks);
    const { reported, report } = reports();
    expect(valuesOf(await source.fetch(source.offers, http, report))).toEqual(recorded);
    // Each value by a question of its own: batches are refused.
    expect(calls.map(({ body }) => body)).toEqual(
      Array.from({ length: 3 }, () => expect.objectContaining({ method: "state_getStorage" })),
    );
    expect(reported).toEqual([]);
  });

  test("are asked for what is wanted and nothing else", async () => {
    const { http, calls } = routeHttp(networks);
    const readings = await onFinality.fetch(["subnets"], http, () => {});
    expect(valuesOf(readings)).toEqual({ subnets: 128 });
    expect(calls).toHaveLength(1);
  });

  test("tell why they refuse, by number", async () => {
    const { http } = routeHttp(networks, () => recording("bittensor-rpc-error-32029"));
    const { reported, report } = reports();
    expect(await onFinality.fetch(onFinality.offers, http, report)).toEqual([]);
    expect(reported).toEqual([
      "issued: JSON-RPC error -32029",
      "issuedShare: JSON-RPC error -32029",
      "staked: JSON-RPC error -32029",
      "subnets: JSON-RPC error -32029",
    ]);
  });

  test.each<[what: string, answer: unknown]>([
    ["a value that has moved", { jsonrpc: "2.0", id: 1, result: null }],
    ["an answer without result", { jsonrpc: "2.0", id: 1 }],
    ["another thing altogether", []],
  ])("give nothing for %s", async (_what, answer) => {
    const { http } = routeHttp(networks, () => answer);
    const { reported, report } = reports();
    expect(await onFinality.fetch(["staked"], http, report)).toEqual([]);
    expect(reported).toHaveLength(1);
  });
});

describe("the index", () => {
  const observedAt = "2026-08-22T05:00:00.000Z";
  const withIssued = (total_issuance_tao: unknown) => ({
    ...economics,
    data: { ...economics.data, chain_state: { total_issuance_tao } },
  });

  test("gives the issue at its own time", () => {
    expect(parseEconomics(economics)).toEqual([
      { part: "issued", value: recorded.issued, observedAt },
      { part: "issuedShare", value: recorded.issuedShare, observedAt },
    ]);
  });

  test("is read at any offset from UTC", () => {
    const data = { ...economics.data, captured_at: "2026-08-22T07:00:00+02:00" };
    expect(parseEconomics({ ...economics, data })[0]?.observedAt).toBe(observedAt);
  });

  test.each([null, undefined, 0])("leaves out an issue of %s", (issued) => {
    expect(parseEconomics(withIssued(issued))).toEqual([]);
  });

  test.each<[what: string, answer: unknown]>([
    ["a failure with status 200", { ok: false, error: { code: "x" } }],
    ["an answer that is not ok", { ...economics, ok: false }],
    ["an issue in words", withIssued("11180872.73")],
    ["no date", { ...economics, data: { ...economics.data, captured_at: null } }],
  ])("refuses %s", (_what, answer) => {
    expect(() => parseEconomics(answer)).toThrow();
  });

  test("is asked once", async () => {
    const { http, calls } = routeHttp(networks);
    expect(valuesOf(await metagraph.fetch(["issuedShare"], http, () => {}))).toEqual({
      issuedShare: recorded.issuedShare,
    });
    expect(calls.map(({ url }) => url)).toEqual(["https://api.metagraph.sh/api/v1/economics"]);
  });
});

test("what cannot be is held back", () => {
  for (const [part, value] of Object.entries(recorded)) {
    const at = part as keyof typeof recorded;
    expect(bittensor.implausible(value, value, at)).toBeNull();
    expect(bittensor.implausible(-value, value, at)).toContain("out of bounds");
    expect(bittensor.implausible(value * 1e9, undefined, at)).toContain("out of bounds");
    expect(bittensor.implausible(value / 1e9, undefined, at)).toContain("out of bounds");
  }
  expect(bittensor.parts).toEqual(Object.keys(recorded));
});
