import { describe, expect, test } from "vitest";
import { helium } from "#lib/data/datasets/helium.ts";
import {
  heliumEntities,
  heliumOracle,
  parseActive,
  parseOnboarded,
} from "#lib/data/sources/helium.ts";
import {
  heliumDataCredits,
  lastFinishedDay,
  parseBurned,
  toReadings,
} from "#lib/data/sources/heliumDataCredits.ts";
import { heliumSupply } from "#lib/data/sources/heliumSupply.ts";
import { heliumAccounts, networks } from "#tests/upstream/answers/networks.ts";
import type { Route } from "#tests/upstream/answers/recording.ts";
import { type Edit, reports, routeHttp, valuesOf } from "./routeHttp.ts";
import { recording, START } from "./support.ts";

const solana = ["api.mainnet-beta.solana.com", "solana-rpc.publicnode.com", "solana.drpc.org"];
const nodes: Route[] = solana.map((host) => [host, /^\/$/, (_url, body) => heliumAccounts(body)]);

/** The recorded days are all alike. */
const MOBILE = 910_000_000n;
const IOT = 41_220_014n;
/** 2026-11-21. */
const LAST_DAY = 20_778;

/** Accounts of 30 days of both subnetworks, newest first, with some changed. */
const burnedWith = (changes: Record<number, bigint | null> = {}) =>
  Array.from({ length: 60 }, (_, index) => changes[index] ?? (index < 30 ? MOBILE : IOT)).map(
    (value, index) => (changes[index] === null ? null : value),
  );

/** The first days of the mobile network without an account. */
const gaps = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [index, null]));

function read(burned: (bigint | null)[]) {
  const { reported, report } = reports();
  const readings = toReadings(burned, LAST_DAY, report);
  return { readings, values: valuesOf(readings), reported };
}

const account = (data: unknown) => ({ data, lamports: 2_442_960 });
const dataOf = (value: bigint) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return [bytes.toString("base64"), "base64"];
};
const accounts = (first: unknown) => ({
  value: [first, ...Array.from({ length: 59 }, () => account(dataOf(1n)))],
});

describe("the last finished day", () => {
  test.each([
    ["2026-11-22T00:00:00.000Z", LAST_DAY],
    ["2026-11-22T23:59:59.999Z", LAST_DAY],
    ["2026-11-23T00:00:00.000Z", LAST_DAY + 1],
  ])("at %s is day %i", (now, day) => {
    expect(lastFinishedDay(new Date(now))).toBe(day);
  });
});

describe("an account", () => {
  test("holds a little endian number", () => {
    expect(parseBurned(accounts(account(["gH89NgAAAAA=", "base64"])))[0]).toBe(MOBILE);
    expect(parseBurned(accounts(account(["rvd0AgAAAAA=", "base64"])))[0]).toBe(IOT);
  });

  test("may hold more than a double can", () => {
    const most = 2n ** 64n - 1n;
    expect(parseBurned(accounts(account(dataOf(most))))[0]).toBe(most);
  });

  test("that does not exist, or in which nothing is booked, is a gap", () => {
    expect(parseBurned(accounts(null))[0]).toBeNull();
    expect(parseBurned(accounts(account(dataOf(0n))))[0]).toBeNull();
  });

  test.each<[what: string, result: unknown]>([
    ["nothing", null],
    ["no accounts", { value: null }],
    ["fewer accounts than asked", { value: [account(dataOf(1n))] }],
    ["accounts twice", { value: Array.from({ length: 120 }, () => account(dataOf(1n))) }],
    ["another encoding", accounts(account(["3Bxs", "base58"]))],
    ["a slice that is too short", accounts(account(["gH89Ng==", "base64"]))],
    ["a slice that is empty", accounts(account(["", "base64"]))],
    ["what is not base64", accounts(account(["gH89Ng*AAAA=", "base64"]))],
    ["a number", accounts(910_000_000)],
  ])("refuses %s", (_what, result) => {
    expect(() => parseBurned(result)).toThrow();
  });
});

describe("Data Credits", () => {
  test("are told for the last day and for thirty, dated by the day", () => {
    const { readings, reported } = read(burnedWith());
    const observedAt = "2026-11-21";
    expect(readings).toEqual([
      { part: "dataCreditsDay", value: 951_220_014, observedAt },
      { part: "dataCredits30d", value: 28_536_600_420, observedAt },
      { part: "mobileDataCreditsDay", value: 910_000_000, observedAt },
      { part: "iotDataCreditsDay", value: 41_220_014, observedAt },
    ]);
    expect(reported).toEqual([]);
  });

  test("of a day need both subnetworks", () => {
    const { values } = read(burnedWith({ 30: null }));
    expect(values).toEqual({
      dataCredits30d: 29 * 951_220_014,
      mobileDataCreditsDay: 910_000_000,
    });
  });

  test("of thirty days may lack two", () => {
    const { values, reported } = read(burnedWith(gaps(2)));
    expect(values).toEqual({ dataCredits30d: 28 * 951_220_014, iotDataCreditsDay: 41_220_014 });
    expect(reported).toEqual([]);
  });

  test("of thirty days are not told when three are missing", () => {
    const { values, reported } = read(burnedWith(gaps(3)));
    expect(values).toEqual({ iotDataCreditsDay: 41_220_014 });
    expect(reported).toEqual(["dataCredits30d: only 27 of 30 days are booked"]);
  });

  test("are none where no account exists", () => {
    const { values, reported } = read(Array.from({ length: 60 }, () => null));
    expect(values).toEqual({});
    expect(reported).toEqual(["dataCredits30d: only 0 of 30 days are booked"]);
  });
});

describe("the program's accounts", () => {
  const fetchAll = async (edit?: Edit) => {
    const { http, calls } = routeHttp(nodes, edit);
    const { reported, report } = reports();
    const readings = await heliumDataCredits.fetch(heliumDataCredits.offers, http, report);
    return { values: valuesOf(readings), reported, calls };
  };

  /** The recorded upstream has no account for the last of the sixty: 29 days are whole. */
  const recorded = {
    dataCreditsDay: 951_220_014,
    dataCredits30d: 27_585_380_406,
    mobileDataCreditsDay: 910_000_000,
    iotDataCreditsDay: 41_220_014,
  };

  test("are asked for at once", async () => {
    const { values, reported, calls } = await fetchAll();
    expect(values).toEqual(recorded);
    expect(reported).toEqual([]);
    expect(calls).toHaveLength(1);
    expect(calls[0]?.body).toMatchObject({
      method: "getMultipleAccounts",
      params: [
        expect.toSatisfy((keys: unknown[]) => new Set(keys).size === 60),
        { encoding: "base64", dataSlice: { offset: 48, length: 8 } },
      ],
    });
  });

  test("are asked of another node after an error with status 200", async () => {
    const error = { jsonrpc: "2.0", id: 1, error: { code: 429, message: "too many" } };
    const { values, calls } = await fetchAll((answer, url) =>
      url.host === solana[0] ? error : answer,
    );
    expect(values).toEqual(recorded);
    expect(calls.map(({ url }) => new URL(url).host)).toEqual(solana.slice(0, 2));
  });

  test("fail with the reason of every node", async () => {
    const failing = fetchAll(() => undefined);
    await expect(failing).rejects.toThrow(/mainnet-beta.*publicnode.*drpc/);
  });
});

describe("active hotspots", () => {
  test("are read from the oracle, one call for each subnetwork", async () => {
    const { http, calls } = routeHttp(networks);
    const readings = await heliumOracle.fetch(heliumOracle.offers, http, () => {});
    expect(valuesOf(readings)).toEqual({
      activeMobileHotspots: 41_377,
      activeIotHotspots: 232_114,
    });
    expect(calls).toHaveLength(2);
  });

  test("of one subnetwork stay when the other fails", async () => {
    const { http } = routeHttp(networks, (answer, url) =>
      url.pathname.includes("iot") ? undefined : answer,
    );
    const { reported, report } = reports();
    const readings = await heliumOracle.fetch(heliumOracle.offers, http, report);
    expect(valuesOf(readings)).toEqual({ activeMobileHotspots: 41_377 });
    expect(reported).toEqual([
      "activeIotHotspots: hnt-rewards.oracle.helium.io/active-iot-devices: HTTP 404",
    ]);
  });

  test.each([0, null, undefined])("of %s are left out", (count) => {
    expect(parseActive({ count }, "activeIotHotspots", START)).toEqual([]);
  });

  test.each([null, [], { count: "41377" }, { count: 1.5 }])("refuse %j", (answer) => {
    expect(() => parseActive(answer, "activeIotHotspots", START)).toThrow();
  });
});

describe("hotspots ever onboarded", () => {
  const mobile = recording("helium-pagination-metadata-mobile");
  const iot = recording("helium-pagination-metadata-iot");

  test("are those of both subnetworks", async () => {
    const { http } = routeHttp(networks);
    const readings = await heliumEntities.fetch(["onboardedHotspots"], http, () => {});
    expect(valuesOf(readings)).toEqual({ onboardedHotspots: 1_095_761 });
    expect(parseOnboarded(mobile, iot, START)).toEqual([
      { part: "onboardedHotspots", value: 1_095_761, observedAt: START },
    ]);
  });

  test.each([0, null, undefined])("are left out when one subnetwork has %s", (totalItems) => {
    expect(parseOnboarded(mobile, { totalItems }, START)).toEqual([]);
    expect(parseOnboarded({ totalItems }, iot, START)).toEqual([]);
  });

  /** The vendor's error has none of our fields: nothing is read from it. */
  test("are left out for an error with status 200", () => {
    expect(parseOnboarded(recording("helium-pagination-metadata-error"), iot, START)).toEqual([]);
  });

  test.each([null, [], { totalItems: "977421" }])("refuse %j", (answer) => {
    expect(() => parseOnboarded(mobile, answer, START)).toThrow();
  });
});

test("the supply is asked of HNT's own mint", async () => {
  const value = { amount: "18250011441002233", decimals: 8, uiAmount: null };
  const { http, calls } = routeHttp(nodes, () => ({ jsonrpc: "2.0", id: 1, result: { value } }));
  const readings = await heliumSupply.fetch(["supply"], http, () => {});
  expect(valuesOf(readings)).toEqual({ supply: 182_500_114.41002232 });
  expect(calls.map(({ body }) => body)).toMatchObject([
    { method: "getTokenSupply", params: ["hntyVP6YFm1Hg25TN9WGLqM12b8TQmcknKrdu1oxWux"] },
  ]);
});

test("what cannot be is held back", () => {
  const all = {
    dataCreditsDay: 951_220_014,
    dataCredits30d: 28_536_600_420,
    mobileDataCreditsDay: 910_000_000,
    iotDataCreditsDay: 41_220_014,
    activeMobileHotspots: 41_377,
    activeIotHotspots: 232_114,
    onboardedHotspots: 1_095_761,
    supply: 182_500_114.41,
  };
  for (const [part, value] of Object.entries(all)) {
    const at = part as keyof typeof all;
    expect(helium.implausible(value, value, at)).toBeNull();
    expect(helium.implausible(-value, value, at)).toContain("out of bounds");
    expect(helium.implausible(value * 1e9, undefined, at)).toContain("out of bounds");
    expect(helium.implausible(value / 1e9, undefined, at)).toContain("out of bounds");
  }
  expect(helium.parts).toEqual(Object.keys(all));
});

test("a fifth of the mobile Data Credits is believed: their price fell to that", () => {
  expect(helium.implausible(910e6, 4_550e6, "mobileDataCreditsDay")).toBeNull();
});
