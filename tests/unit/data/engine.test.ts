import { readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createFileStore } from "#lib/data/fileStore.ts";
import { networkIds } from "#lib/networks.ts";
import { createDataRuntime } from "#lib/server/dataRuntime.ts";
import { parseEnv } from "#lib/server/env.ts";
import {
  allPrinted,
  COINGECKO,
  COINPAPRIKA,
  DAY,
  DEFILLAMA,
  editMarkets,
  FRANKFURTER,
  hurryTimeouts,
  type Json,
  mapKey,
  multiplyRender,
  printed,
  RETRY,
  renderTimes,
  START,
  startProcess,
  startWorld,
  type World,
} from "./support.ts";

const SEEDED = {
  akash: "seed 0.685 akash-discussion-1547",
  helium: "seed 0.27 hip-149",
  bittensor: "seed 272 aioka-2026-05",
};
const NOTHING = Object.fromEntries(networkIds.map((network) => [network, "missing"]));

let world: World;

beforeEach(async () => {
  world = await startWorld();
});

afterEach(async () => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  await world.close();
});

const without = (...ids: string[]) =>
  editMarkets((rows) => rows.filter(({ id }) => !ids.includes(String(id))));

describe("a round", () => {
  test("prints every price with its own source and both of its dates", async () => {
    const { figures, ...state } = await world.load();
    expect(printed({ figures, ...state })).toEqual(allPrinted("live", "coingecko"));
    expect(figures.render).toMatchObject({
      observedAt: "2026-11-22T05:10:28.763Z",
      retrievedAt: START,
      outdated: false,
      source: { name: "CoinGecko", url: "https://www.coingecko.com" },
    });
    const { sha256 } = (await world.runtime.store.read("prices")) ?? {};
    expect(state).toEqual({ id: "prices", dueAt: "2026-11-23T06:00:00.000Z", sha256 });
  });

  test("asks the preferred source for both currencies and the contract, and nobody else", async () => {
    await world.load();
    expect(world.upstream.requests).toEqual([
      "api.coingecko.com/api/v3/coins/markets",
      "api.coingecko.com/api/v3/coins/markets",
      "api.coingecko.com/api/v3/simple/token_price/polygon-pos",
    ]);
  });

  test("is not repeated while the snapshot is fresh", async () => {
    await world.load();
    world.pass(DAY - 1);
    expect(printed(await world.load())).toEqual(allPrinted("live", "coingecko"));
    expect(world.upstream.requests).toHaveLength(3);
  });

  test("is repeated as soon as the period is over, and brings the new price", async () => {
    await world.load();
    world.upstream.setEdit(COINGECKO, editMarkets(renderTimes(2)));
    world.pass(DAY);
    const { figures } = await world.load();
    expect(figures.render).toMatchObject({
      status: "live",
      value: { price: { usd: 3.5232 } },
      retrievedAt: "2026-11-23T06:00:00.000Z",
    });
  });

  test("is one for fifty calls at the same time", async () => {
    const states = await Promise.all(Array.from({ length: 50 }, () => world.load()));
    expect(world.upstream.requests).toHaveLength(3);
    expect(states.map(printed)).toEqual(
      Array.from({ length: 50 }, () => allPrinted("live", "coingecko")),
    );
  });

  test("takes the lock once for fifty calls", async () => {
    const lock = vi.spyOn(world.runtime.store, "lock");
    await Promise.all(Array.from({ length: 50 }, () => world.load()));
    expect(lock).toHaveBeenCalledOnce();
  });

  test("is not made when another process finished one just before the lock was ours", async () => {
    const { store } = world.runtime;
    await world.load();
    const file = join(world.folder, "prices.json");
    await rename(file, `${file}.later`);
    const lock = async (dataset: string) => {
      await rename(`${file}.later`, file);
      return store.lock(dataset);
    };
    const state = await world.load({ store: { ...store, lock } });
    expect(printed(state)).toEqual(allPrinted("live", "coingecko"));
    expect(world.upstream.requests).toHaveLength(3);
  });

  test("that brought prices enters the history, one that failed does not", async () => {
    await world.load();
    world.upstream.setFaults("status-404");
    world.pass(DAY);
    await world.load();
    const history = join(world.folder, "history", "prices");
    expect(await readdir(history)).toEqual(["2026-11-22.json"]);
  });

  test("is one for several processes that start on an empty folder", async () => {
    // With its retries the round lasts a second: long enough for all to want one.
    world.upstream.setFault(COINGECKO, "status-500");
    const env = { DATA_DIR: world.folder, UPSTREAM_GATEWAY: world.upstream.url };
    const processes = [1, 2, 3].map(() => startProcess("loadPrices", env));
    const results = await Promise.all(processes.map((process) => process.result()));
    const live = Object.fromEntries(networkIds.map((network) => [network, "live"]));
    expect(results.map(({ stdout }) => JSON.parse(stdout))).toEqual([live, live, live]);
    expect(world.asked(COINGECKO)).toBe(3);
    expect(
      world.upstream.requests.filter((path) => path.includes("/prices/current/")),
    ).toHaveLength(1);
  });

  test("is not made at all where fetching is off", async () => {
    expect(printed(await world.load({ fetching: false }))).toEqual({ ...NOTHING, ...SEEDED });
    await world.load();
    world.pass(2 * DAY);
    expect(printed(await world.load({ fetching: false }))).toEqual(
      allPrinted("stale", "coingecko"),
    );
    expect(world.upstream.requests).toHaveLength(3);
  });
});

describe("when a source is down", () => {
  test("DefiLlama gives the dollars and the European Central Bank's rate the euros", async () => {
    world.upstream.setFault(COINGECKO, "status-404");
    const state = await world.load();
    expect(printed(state)).toEqual(allPrinted("live", "defillama"));
    expect(state.figures.akash).toMatchObject({
      observedAt: "2026-11-22T05:10:27.000Z",
      value: {
        price: { usd: 0.543761, eur: expect.closeTo(0.4687763581, 9) },
        change: { day: -12.102240000000002 },
        marketCap: { usd: null, eur: null },
      },
    });
    expect(world.asked(COINPAPRIKA)).toBe(0);
  });

  test("the euro is unknown, not wrong, when the exchange rate is down too", async () => {
    world.upstream.setFault(COINGECKO, "status-404");
    world.upstream.setFault(FRANKFURTER, "status-404");
    const { figures } = await world.load();
    expect(figures.akash).toMatchObject({
      status: "live",
      value: { price: { usd: 0.543761, eur: null } },
    });
  });

  test("CoinPaprika comes last, and what it does not list is missing", async () => {
    world.upstream.setFault(COINGECKO, "status-404");
    world.upstream.setFault(DEFILLAMA, "status-404");
    const state = await world.load();
    expect(printed(state)).toEqual(
      allPrinted("live", "coinpaprika", { "io-net": "missing", "wifi-map": "missing" }),
    );
    expect(state.dueAt).toBe("2026-11-22T06:15:00.000Z");
  });

  test("what the last source does not list keeps its last good price and its dates", async () => {
    await world.load();
    world.upstream.setFault(COINGECKO, "status-404");
    world.upstream.setFault(DEFILLAMA, "status-404");
    world.pass(DAY + 60);
    const state = await world.load();
    expect(printed(state)).toEqual(
      allPrinted("live", "coinpaprika", {
        "io-net": "stale 0.1425 coingecko",
        "wifi-map": "stale 0.00221 coingecko",
      }),
    );
    expect(state.figures["io-net"]).toMatchObject({
      observedAt: "2026-11-22T05:10:21.571Z",
      retrievedAt: START,
      outdated: true,
    });
  });

  test("a row it lacks is filled by the next one, which is asked for nothing else", async () => {
    world.upstream.setEdit(COINGECKO, without("akash-network"));
    expect(printed(await world.load())).toEqual(
      allPrinted("live", "coingecko", { akash: "live 0.543761 defillama" }),
    );
    expect(world.upstream.requests).toContain(
      "coins.llama.fi/prices/current/coingecko:akash-network",
    );
    expect(await world.failures()).toContainEqual({
      source: "coingecko",
      part: "akash",
      reason: "no value",
    });
  });

  test("the contract's own endpoint does not cost the others their prices", async () => {
    world.upstream.setEdit(COINGECKO, (body) => (Array.isArray(body) ? body : "maintenance"));
    expect(printed(await world.load())).toEqual(
      allPrinted("live", "coingecko", { "wifi-map": "live 0.00221 defillama" }),
    );
  });

  test("a missing optional part is no reason for an early attempt", async () => {
    world.upstream.setEdit(COINGECKO, (body) => (Array.isArray(body) ? body : {}));
    world.upstream.setFault(DEFILLAMA, "status-404");
    const state = await world.load();
    expect(printed(state)).toEqual(allPrinted("live", "coingecko", { "wifi-map": "missing" }));
    expect(state.dueAt).toBe("2026-11-23T06:00:00.000Z");
  });
});

describe("when every source is down", () => {
  test("the last good prices stay, as stale, with their own dates", async () => {
    await world.load();
    world.upstream.setFaults("status-404");
    world.pass(3 * DAY);
    const state = await world.load();
    expect(printed(state)).toEqual(allPrinted("stale", "coingecko"));
    expect(state.figures.render).toMatchObject({
      observedAt: "2026-11-22T05:10:28.763Z",
      retrievedAt: START,
      outdated: true,
    });
  });

  test("the failed round is recorded with a reason for each source", async () => {
    await world.load();
    world.upstream.setFaults("status-404");
    world.pass(DAY);
    await world.load();
    expect(await world.failures()).toEqual([
      { source: "coingecko", reason: "api.coingecko.com/api/v3/coins/markets: HTTP 404" },
      { source: "defillama", reason: expect.stringMatching(/^coins\.llama\.fi\/.*: HTTP 404$/) },
      {
        source: "coinpaprika",
        reason: expect.stringMatching(/^api\.coinpaprika\.com\/.*: HTTP 404$/),
      },
    ]);
  });

  test("they are left alone until the retry time is over, by other processes too", async () => {
    world.upstream.setFaults("status-404");
    const { dueAt } = await world.load();
    const asked = world.upstream.requests.length;
    world.pass(RETRY - 1);
    await world.load();
    await world.load({ store: createFileStore(world.folder) });
    expect(dueAt).toBe("2026-11-22T06:15:00.000Z");
    expect(world.upstream.requests).toHaveLength(asked);
  });

  test("they are asked again after the retry time, and the prices recover", async () => {
    await world.load();
    world.upstream.setFaults("status-404");
    world.pass(DAY + 60);
    const failed = await world.load();
    world.upstream.setFaults(null);
    world.pass(RETRY);
    const recovered = await world.load();
    expect([failed, recovered].map(printed)).toEqual([
      allPrinted("stale", "coingecko"),
      allPrinted("live", "coingecko"),
    ]);
    expect(recovered.dueAt).toBe("2026-11-24T06:16:00.000Z");
    expect(await world.failures()).toEqual([]);
  });

  test("a price past the age limit is missing, since its last day", async () => {
    await world.load();
    world.upstream.setFaults("status-404");
    world.pass(14 * DAY);
    expect(printed(await world.load())).toEqual(allPrinted("stale", "coingecko"));
    world.pass(1);
    expect((await world.load()).figures.render).toEqual({ status: "missing", since: START });
  });

  test("only the seed is printed where nothing was ever fetched", async () => {
    world.upstream.setFaults("status-404");
    const state = await world.load();
    expect(printed(state)).toEqual({ ...NOTHING, ...SEEDED });
    expect(state.figures.akash).toMatchObject({ observedAt: "2026-10-19", confidence: "high" });
    expect(state.figures.helium).toMatchObject({ observedAt: "2026-06", confidence: "low" });
    expect(state.figures.render).toEqual({ status: "missing" });
  });

  test("the seed does not come back once there was a snapshot", async () => {
    world.upstream.setEdit(
      COINGECKO,
      editMarkets((rows) => rows.filter(({ id }) => id === "render-token")),
    );
    world.upstream.setFault(DEFILLAMA, "status-404");
    world.upstream.setFault(COINPAPRIKA, "status-404");
    const first = printed(await world.load());
    world.upstream.setFaults("status-404");
    world.pass(20 * DAY);
    expect([first, printed(await world.load())]).toEqual([
      { ...NOTHING, render: "live 1.7616 coingecko", "wifi-map": "live 0.00221 coingecko" },
      NOTHING,
    ]);
  });
});

describe("samples", () => {
  const real = { acceptSamples: false };

  test("are marked as such, whatever their age", async () => {
    world.upstream.setSample(true);
    const fresh = await world.load();
    world.upstream.setFaults("status-404");
    world.pass(2 * DAY);
    const old = await world.load();
    expect([fresh, old].map(printed)).toEqual([
      allPrinted("sample", "coingecko"),
      allPrinted("sample", "coingecko"),
    ]);
    expect([fresh, old].map(({ figures }) => figures.render)).toMatchObject([
      { outdated: false },
      { outdated: true },
    ]);
  });

  test("are told apart source by source", async () => {
    world.upstream.setEdit(COINGECKO, without("akash-network"));
    const { createHttp } = world.runtime;
    let sources = 0;
    const state = await world.load({
      createHttp: (signal) => {
        sources += 1;
        world.upstream.setSample(sources > 1);
        return createHttp(signal);
      },
    });
    expect(printed(state)).toEqual(
      allPrinted("live", "coingecko", { akash: "sample 0.543761 defillama" }),
    );
  });

  test("count only behind a gateway", () => {
    const accepts = (env: Record<string, string>) => createDataRuntime(parseEnv(env)).acceptSamples;
    expect(accepts({ UPSTREAM_GATEWAY: "http://localhost:4010" })).toBe(true);
    expect(accepts({})).toBe(false);
  });

  test("are not printed without a gateway, not even by the round that got them", async () => {
    world.upstream.setSample(true);
    expect(printed(await world.load(real))).toEqual({ ...NOTHING, ...SEEDED });
  });

  test("do not make a server without a gateway ask again at every call", async () => {
    world.upstream.setSample(true);
    await world.load(real);
    const asked = world.upstream.requests.length;
    await world.load(real);
    expect(world.upstream.requests).toHaveLength(asked);
  });

  test("left in the store are not even a last good value without a gateway", async () => {
    world.upstream.setSample(true);
    await world.load();
    world.upstream.setFaults("status-404");
    expect(printed(await world.load(real))).toEqual({ ...NOTHING, ...SEEDED });
    expect(printed(await world.load(real))).toEqual({ ...NOTHING, ...SEEDED });
  });

  test("left in the store do not delay the first real round", async () => {
    world.upstream.setSample(true);
    await world.load();
    world.upstream.setSample(false);
    expect(printed(await world.load(real))).toEqual(allPrinted("live", "coingecko"));
  });

  test("never replace a real last good price without a gateway", async () => {
    await world.load(real);
    world.upstream.setSample(true);
    world.pass(DAY + 60);
    const during = await world.load(real);
    const after = await world.load(real);
    expect([during, after].map(printed)).toEqual([
      allPrinted("stale", "coingecko"),
      allPrinted("stale", "coingecko"),
    ]);
  });
});

describe("a price that cannot be true", () => {
  test.each([25, 1 / 25])("is held back when it jumped by a factor of %d", async (factor) => {
    await world.load();
    multiplyRender(world, factor);
    world.pass(DAY + 60);
    const state = await world.load();
    expect(printed(state)).toEqual(
      allPrinted("live", "coingecko", { render: "stale 1.7616 coingecko" }),
    );
    expect(state.figures.render).toMatchObject({ retrievedAt: START });
    expect(await world.failures()).toContainEqual({
      source: "coingecko",
      part: "render",
      reason: "price jumped by a factor of 25.0",
    });
    expect(state.dueAt).toBe("2026-11-23T06:16:00.000Z");
  });

  test.each([19, 1 / 19])("is not one that moved by a factor of %d", async (factor) => {
    await world.load();
    multiplyRender(world, factor);
    world.pass(DAY);
    expect((await world.load()).figures.render).toMatchObject({
      status: "live",
      value: { price: { usd: expect.closeTo(1.7616 * factor, 9) } },
    });
  });

  test("gives way to the next source's price", async () => {
    await world.load();
    world.upstream.setEdit(COINGECKO, editMarkets(renderTimes(25)));
    world.pass(DAY);
    expect(printed(await world.load())).toEqual(
      allPrinted("live", "coingecko", { render: "live 1.7616 defillama" }),
    );
  });

  test("is believed once the old one is past the age limit", async () => {
    await world.load();
    multiplyRender(world, 25);
    world.pass(14 * DAY + 60);
    expect((await world.load()).figures.render).toMatchObject({
      status: "live",
      value: { price: { usd: 44.04 } },
    });
  });

  test("is refused even where there is no older one to compare with", async () => {
    world.upstream.setFaults("absurd");
    expect(printed(await world.load())).toEqual({ ...NOTHING, ...SEEDED });
  });
});

describe("faults of the preferred source", () => {
  const faults = [
    "status-500",
    "status-404",
    "rate-limit",
    "reset",
    "truncated",
    "html",
    "empty",
    "wrong-types",
    "nulls",
    "zeros",
    "absurd",
    "huge",
    "redirect-away",
    "redirect-loop",
  ] as const;

  test.each(faults)("%s: the next source answers", async (fault) => {
    world.upstream.setFault(COINGECKO, fault);
    expect(printed(await world.load())).toEqual(allPrinted("live", "defillama"));
    expect(await world.failures()).toContainEqual(expect.objectContaining({ source: "coingecko" }));
  });

  test.each(faults)("%s everywhere: the last good prices stay", async (fault) => {
    await world.load();
    world.upstream.setFaults(fault);
    world.pass(DAY + 60);
    expect(printed(await world.load())).toEqual(allPrinted("stale", "coingecko"));
    const sources = new Set((await world.failures()).map(({ source }) => source));
    expect(sources).toEqual(new Set(["coingecko", "defillama", "coinpaprika"]));
  });

  test("hang: the next source answers", async () => {
    hurryTimeouts();
    world.upstream.setFault(COINGECKO, "hang");
    expect(printed(await world.load())).toEqual(allPrinted("live", "defillama"));
    expect(await world.failures()).toEqual([
      { source: "coingecko", reason: "api.coingecko.com/api/v3/coins/markets: no answer in time" },
    ]);
  });

  test("hang of two: the third still has time to answer", async () => {
    hurryTimeouts();
    world.upstream.setFault(COINGECKO, "hang");
    world.upstream.setFault(DEFILLAMA, "hang");
    expect(printed(await world.load())).toEqual(
      allPrinted("live", "coinpaprika", { "io-net": "missing", "wifi-map": "missing" }),
    );
  });

  test("hang everywhere: the last good prices stay", async () => {
    await world.load();
    hurryTimeouts();
    world.upstream.setFaults("hang");
    world.pass(DAY + 60);
    expect(printed(await world.load())).toEqual(allPrinted("stale", "coingecko"));
  });

  test("rate limit: it is not asked a second time", async () => {
    world.upstream.setFault(COINGECKO, "rate-limit");
    await world.load();
    expect(world.asked(COINGECKO)).toBe(1);
  });

  test("a date that cannot be true does not cost the prices in the store", async () => {
    await world.load();
    world.upstream.setFault(COINGECKO, "status-404");
    world.upstream.setFault(COINPAPRIKA, "status-404");
    // Milliseconds instead of seconds: the year 58,861.
    const inMilliseconds = (coin: Json) => ({ ...coin, timestamp: Number(coin.timestamp) * 1000 });
    world.upstream.setEdit(DEFILLAMA, (body) =>
      mapKey(body, "coingecko:akash-network", inMilliseconds),
    );
    world.pass(DAY + 60);
    await world.load();
    const state = await world.load();
    expect(state.figures["io-net"]).toMatchObject({ value: { price: { usd: 0.1425 } } });
    expect(state.figures.akash).toMatchObject({
      status: "stale",
      observedAt: "2026-11-22T05:10:27.380Z",
    });
  });

  test("a date that the store cannot read back does not cost it all other prices", async () => {
    // The year -1200.
    const contract = {
      "0xe238ecb42c424e877652ad82d8a939183a04c35f": { usd: 1, last_updated_at: -1e11 },
    };
    world.upstream.setEdit(COINGECKO, (body) => (Array.isArray(body) ? body : contract));
    await world.load();
    expect(await world.runtime.store.read("prices")).not.toBeNull();
  });
});

describe("faults of the store", () => {
  beforeEach(() => {
    vi.spyOn(console, "error").mockImplementation(() => {});
  });

  test("a damaged snapshot is fetched anew", async () => {
    await world.load();
    await writeFile(join(world.folder, "prices.json"), '{"version":1,"dataset":"pri');
    expect(printed(await world.load())).toEqual(allPrinted("live", "coingecko"));
    expect(await world.runtime.store.read("prices")).not.toBeNull();
  });

  test("a folder that cannot be used costs no page, is reported, and asks no source twice", async () => {
    await rm(world.folder, { recursive: true });
    await writeFile(world.folder, "not a folder");
    expect(printed(await world.load())).toEqual(allPrinted("live", "coingecko"));
    const asked = world.upstream.requests.length;
    expect(printed(await world.load())).toEqual(allPrinted("live", "coingecko"));
    expect(world.upstream.requests).toHaveLength(asked);
    expect(console.error).toHaveBeenCalledWith(expect.stringContaining("Snapshot store:"));
  });

  test("a store that goes away leaves what this process saw last, with its dates", async () => {
    await world.load();
    await rm(world.folder, { recursive: true });
    await writeFile(world.folder, "not a folder");
    world.upstream.setFaults("status-404");
    world.pass(DAY + 60);
    expect(printed(await world.load())).toEqual(allPrinted("stale", "coingecko"));
  });

  test("a snapshot that cannot be written is printed all the same", async () => {
    const store = {
      ...world.runtime.store,
      write: () => Promise.reject(new Error("no space left on device")),
    };
    expect(printed(await world.load({ store }))).toEqual(allPrinted("live", "coingecko"));
    expect(console.error).toHaveBeenCalledWith("Snapshot store: no space left on device");
  });

  test("a lock that cannot be given back costs no page", async () => {
    const store = {
      ...world.runtime.store,
      lock: async () => () => Promise.reject(new Error("Lock is already released")),
    };
    expect(printed(await world.load({ store }))).toEqual(allPrinted("live", "coingecko"));
  });
});
