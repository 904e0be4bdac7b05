import { describe, expect, test } from "vitest";
import { fetchAi } from "#lib/data/datasets/fetchAi.ts";
import { bondedShare, fetchHub } from "#lib/data/sources/fetchHub.ts";
import { networks } from "#tests/upstream/answers/networks.ts";
import { type Edit, reports, routeHttp, valuesOf } from "./routeHttp.ts";
import { recording, START } from "./support.ts";

const hosts = ["rest-fetchhub.fetch.ai", "fetch-rest.publicnode.com", "fetch-api.polkachu.com"];

const recorded = {
  staked: 402_115_330.1182241,
  bondedShare: 14.814235905199988,
  supply: 2_714_384_546.6716,
};

const isPool = (url: URL) => url.pathname.endsWith("/pool");

async function read(edit?: Edit) {
  const { http, calls } = routeHttp(networks, edit);
  const { reported, report } = reports();
  const readings = await fetchHub.fetch(fetchHub.offers, http, report);
  return { readings, values: valuesOf(readings), reported, calls };
}

test("stake and supply are read in whole FET, and the share of one in the other", async () => {
  const { values, reported, calls } = await read();
  expect(values).toEqual(recorded);
  expect(reported).toEqual([]);
  expect(calls.map(({ url }) => url)).toEqual([
    `https://${hosts[0]}/cosmos/staking/v1beta1/pool`,
    `https://${hosts[0]}/cosmos/bank/v1beta1/supply/by_denom?denom=afet`,
  ]);
});

test("the share is in per cent", () => {
  expect(bondedShare(1, 8, START)).toEqual([
    { part: "bondedShare", value: 12.5, observedAt: START },
  ]);
});

test("values are dated by the time of asking", async () => {
  const before = Date.now();
  const { readings } = await read();
  const dates = readings.map(({ observedAt }) => Date.parse(observedAt));
  expect(Math.min(...dates)).toBeGreaterThanOrEqual(before);
  expect(Math.max(...dates)).toBeLessThanOrEqual(Date.now());
});

test.each([1, 2])("another node is asked when %i of them fail", async (broken) => {
  const { values, reported } = await read((answer, url) =>
    hosts.indexOf(url.host) < broken ? undefined : answer,
  );
  expect(values).toEqual(recorded);
  expect(reported).toEqual([]);
});

describe("without the staking pool", () => {
  test.each<[what: string, answer: unknown]>([
    ["because the route is switched off", recording("cosmos-error-501")],
    ["because nothing is staked", { pool: { bonded_tokens: "0", not_bonded_tokens: "0" } }],
    ["because it is null", { pool: { bonded_tokens: null, not_bonded_tokens: null } }],
    ["because it is a number", { pool: { bonded_tokens: 4.02e26, not_bonded_tokens: 8 } }],
    ["because it is negative", { pool: { bonded_tokens: "-4021", not_bonded_tokens: "8" } }],
  ])("the supply stays (%s)", async (_what, pool) => {
    const { values, reported } = await read((answer, url) => (isPool(url) ? pool : answer));
    expect(values).toEqual({ supply: recorded.supply });
    expect(reported.map((line) => line.split(":")[0])).toEqual(["staked", "bondedShare"]);
  });
});

describe("without the supply", () => {
  test.each<[what: string, answer: unknown]>([
    ["an error with status 200", recording("cosmos-error-501")],
    ["another token's", { amount: { denom: "uakt", amount: "295868912489891" } }],
    ["none", { amount: { denom: "afet", amount: "0" } }],
  ])("the stake stays (%s)", async (_what, supply) => {
    const { values, reported } = await read((answer, url) => (isPool(url) ? answer : supply));
    expect(values).toEqual({ staked: recorded.staked });
    expect(reported.map((line) => line.split(":")[0])).toEqual(["supply", "bondedShare"]);
  });
});

test("no failure is left unhandled when a part is not wanted", async () => {
  const { http } = routeHttp(networks, (answer, url) => (isPool(url) ? undefined : answer));
  const readings = await fetchHub.fetch(["supply"], http, () => {});
  expect(valuesOf(readings)).toEqual({ supply: recorded.supply });
});

test("what cannot be is held back", () => {
  for (const [part, value] of Object.entries(recorded)) {
    const at = part as keyof typeof recorded;
    expect(fetchAi.implausible(value, value, at)).toBeNull();
    expect(fetchAi.implausible(-value, value, at)).toContain("out of bounds");
    expect(fetchAi.implausible(value * 1e9, undefined, at)).toContain("out of bounds");
    expect(fetchAi.implausible(value / 1e9, undefined, at)).toContain("out of bounds");
  }
  // More staked than there is.
  expect(fetchAi.implausible(100.1, undefined, "bondedShare")).toContain("out of bounds");
  expect(fetchAi.parts).toEqual(Object.keys(recorded));
});
