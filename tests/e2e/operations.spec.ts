import { spawn } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { datasetDocumentSchema } from "../../lib/api/document.ts";
import { healthSchema } from "../../lib/api/health.ts";
import { problemSchema } from "../../lib/api/respond.ts";
import { revalidateAnswerSchema } from "../../lib/api/revalidate.ts";
import { datasetIds } from "../../lib/data/datasets.ts";
import { priceSchema } from "../../lib/data/price.ts";
import { startUpstream, type Upstream } from "../upstream/server.ts";
import { freePort, type Site, startSite } from "./support/site.ts";
import { livingSite } from "./support/sites.ts";
import { expect, test } from "./support/test.ts";

/** What an operator does to a running site, and what it tells him. */
test.describe.configure({ mode: "serial" });
test.setTimeout(180_000);

const SETTLED_MS = 30_000;
const SECRET = "an-operator-s-own-secret";
const COINGECKO = "api.coingecko.com";
/** A fault the client does not try again within a round: the rounds of a dead upstream stay short. */
const DEAD = "status-404";

/**
 * The build with periods of seconds, in a folder of its own: two servers on one folder would
 * overwrite each other's pages.
 */
const operatedSite = {
  ...livingSite,
  BUILD_DIR: ".next-test-operations",
  DATA_DIR: ".data-test-operations",
  REVALIDATE_SECRET: SECRET,
};

let upstream: Upstream;
let site: Site;

test.beforeAll(async () => {
  await removeFolders();
  await cp(livingSite.BUILD_DIR, operatedSite.BUILD_DIR, {
    recursive: true,
    verbatimSymlinks: true,
  });
  upstream = await startUpstream();
  upstream.setSample(false);
  site = await startSite({ ...operatedSite, UPSTREAM_GATEWAY: upstream.url });
});

test.afterAll(async () => {
  await site.stop();
  await upstream.close();
  await removeFolders();
});

async function removeFolders() {
  for (const folder of [operatedSite.BUILD_DIR, operatedSite.DATA_DIR]) {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function setRenderPrice(usd: number) {
  upstream.setEdit(COINGECKO, (body) =>
    Array.isArray(body)
      ? body.map((row) => (row.id === "render-token" ? { ...row, current_price: usd } : row))
      : body,
  );
}

/** The dollar price of Render as the page prints it. */
async function shownPrice(path = "/en") {
  const html = await (await fetch(site.origin + path)).text();
  const row = /<tr data-network="render">[\s\S]*?<\/tr>/.exec(html)?.[0] ?? "";
  const data = /<data value="([^"]*)" data-dataset="prices" data-status="([^"]*)"/.exec(row);
  return { value: Number(data?.[1]), time: /<time dateTime="([^"]+)"/i.exec(row)?.[1] };
}

async function storedPrice() {
  const response = await fetch(`${site.origin}/api/v1/datasets/prices`);
  const { parts } = datasetDocumentSchema.parse(await response.json());
  const part = parts.find(({ id }) => id === "render");
  const usd = priceSchema.safeParse(part?.value).data?.price.usd;
  return { usd, observedAt: part?.observedAt, retrievedAt: part?.retrievedAt };
}

async function healthOf(id: string) {
  const response = await fetch(`${site.origin}/api/health`);
  const { datasets } = healthSchema.parse(await response.json());
  return datasets.find((dataset) => dataset.id === id);
}

function post(body: string, authorization?: string): Promise<Response> {
  return fetch(`${site.origin}/api/revalidate`, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", ...(authorization && { authorization }) },
  });
}

const ask = (...tags: string[]) => post(JSON.stringify({ tags }), `Bearer ${SECRET}`);

/** What became of the datasets asked for. */
async function revalidate(...tags: string[]) {
  const response = await ask(...tags);
  expect(response.status).toBe(200);
  return revalidateAnswerSchema.parse(await response.json());
}

/** Runs a script to its end, as `npm run data:…` would. */
async function run(script: string, env: Record<string, string>) {
  const child = spawn(process.execPath, [`scripts/${script}.ts`], {
    env: { ...process.env, NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((resolve) => child.on("exit", resolve)),
  ]);
  return { lines: stdout.trimEnd().split("\n"), stderr, code };
}

/** What a refresh printed for each dataset, without the failures of single sources behind it. */
const outcomesIn = (lines: readonly string[]) => lines.slice(1).map((line) => line.split(" (")[0]);

const inTheStore = () => ({ DATA_DIR: operatedSite.DATA_DIR, UPSTREAM_GATEWAY: upstream.url });
const portOfSite = () => new URL(site.origin).port;

test("once the sources were asked, the site is healthy, strictly too", async () => {
  await expect
    .poll(async () => (await fetch(`${site.origin}/api/health?strict=1`)).status, {
      timeout: SETTLED_MS,
    })
    .toBe(200);
  await expect
    .poll(() => healthOf("prices"), { timeout: SETTLED_MS })
    .toMatchObject({
      status: "live",
      failures: [],
      pastLimit: false,
    });
});

test.describe("an order to fetch", () => {
  const orders: [string, number, string, string | undefined][] = [
    ["without a secret", 401, '{"tags":["dataset:prices"]}', undefined],
    ["with a wrong secret", 401, '{"tags":["dataset:prices"]}', `Bearer ${SECRET}!`],
    ["with the secret in another scheme", 401, '{"tags":["dataset:prices"]}', `Basic ${SECRET}`],
    ["without a secret, and with nonsense", 401, "nonsense", undefined],
    ["that is no JSON", 400, '{"tags":', `Bearer ${SECRET}`],
    ["that is empty", 400, "", `Bearer ${SECRET}`],
    ["without tags", 400, '{"tags":[]}', `Bearer ${SECRET}`],
    ["with a tag of another kind", 400, '{"tags":["page:/en"]}', `Bearer ${SECRET}`],
    ["with an unknown word", 400, '{"tags":["dataset:prices"],"x":1}', `Bearer ${SECRET}`],
    ["for an unknown dataset", 404, '{"tags":["dataset:nothing"]}', `Bearer ${SECRET}`],
    [
      "for a known and an unknown one",
      404,
      '{"tags":["dataset:prices","dataset:nothing"]}',
      `Bearer ${SECRET}`,
    ],
  ];

  for (const [kind, status, body, authorization] of orders) {
    test(`${kind} is refused with ${status}`, async () => {
      const response = await post(body, authorization);
      expect(response.status).toBe(status);
      const { error } = problemSchema.parse(await response.json());
      expect(error.status).toBe(status);
      expect(error.message).not.toContain(SECRET);
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(response.headers.get("www-authenticate")).toBe(status === 401 ? "Bearer" : null);
    });
  }

  test("is told which dataset it does not know", async () => {
    const { error } = problemSchema.parse(await (await ask("dataset:nothing")).json());
    expect(error.message).toContain('"nothing"');
  });

  for (const price of [1.85, 1.95, 2.05]) {
    test(`is done when it is answered: the next reader sees ${price}`, async () => {
      setRenderPrice(price);
      const before = Date.now();
      const { datasets, pages } = await revalidate("dataset:prices");
      expect(await shownPrice("/en")).toMatchObject({ value: price });
      expect(await shownPrice("/de")).toMatchObject({ value: price });
      expect(datasets).toEqual([
        { id: "prices", status: "live", retrievedAt: expect.any(String), failures: [] },
      ]);
      expect(Date.parse(datasets[0]?.retrievedAt ?? "")).toBeGreaterThanOrEqual(before);
      expect(pages).toBeGreaterThan(2);
    });
  }

  test("answers each dataset once, in the order asked for", async () => {
    const { datasets } = await revalidate("dataset:arweave", "dataset:prices", "dataset:arweave");
    expect(datasets.map(({ id }) => id)).toEqual(["arweave", "prices"]);
  });

  test("for all datasets covers every one of them", async () => {
    const { datasets } = await revalidate("dataset:*");
    expect(datasets.map(({ id, status }) => `${id} ${status}`)).toEqual(
      datasetIds.map((id) => `${id} live`),
    );
  });
});

test("the status table has a line for every dataset", async () => {
  const { lines, stderr, code } = await run("dataStatus", inTheStore());
  const [head, ...rows] = lines;
  expect(stderr).toBe("");
  expect(code).toBe(0);
  expect(head?.split(/ {2,}/)).toEqual(["dataset", "status", "age", "source", "last failure"]);
  expect(rows.map((row) => row.split(" ")[0])).toEqual([...datasetIds]);
  expect(rows[0]).toMatch(/^prices +live +\d+ s +CoinGecko/);
});

test("a refresh goes through the running server, which then shows it", async () => {
  setRenderPrice(2.15);
  const { lines, stderr, code } = await run("dataRefresh", {
    ...inTheStore(),
    PORT: portOfSite(),
    REVALIDATE_SECRET: SECRET,
  });
  expect(await shownPrice()).toMatchObject({ value: 2.15 });
  expect(stderr).toBe("");
  expect(code).toBe(0);
  expect(lines[0]).toContain(`Through the server at http://127.0.0.1:${portOfSite()}`);
  expect(outcomesIn(lines)).toEqual(datasetIds.map((id) => `${id}: live`));
});

test.describe("a refresh of the store only", () => {
  let folder: string;

  test.beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "depin-operations-"));
  });

  test.afterEach(() => rm(folder, { recursive: true, force: true }));

  const cases = [
    ["without a server", freePort, SECRET],
    ["without a secret", async () => portOfSite(), ""],
    ["with a secret the server does not know", async () => portOfSite(), `${SECRET}!`],
  ] as const;

  for (const [kind, port, secret] of cases) {
    test(`is made ${kind}, and said`, async () => {
      const env = { DATA_DIR: folder, UPSTREAM_GATEWAY: upstream.url };
      const refresh = await run("dataRefresh", {
        ...env,
        PORT: String(await port()),
        REVALIDATE_SECRET: secret,
      });
      expect(refresh.lines[0]).toContain("the store only");
      // Each is told when it is there, so in no order.
      expect(outcomesIn(refresh.lines).sort()).toEqual(
        datasetIds.map((id) => `${id}: live`).sort(),
      );
      expect(refresh.stderr).toBe("");
      expect(refresh.code).toBe(0);
      const { lines } = await run("dataStatus", env);
      expect(lines[1]).toMatch(/^prices +live +\d+ s +CoinGecko/);
    });
  }
});

test("the health check tells which source failed and why, while another helps out", async () => {
  upstream.setFault(COINGECKO, DEAD);
  await expect
    .poll(() => healthOf("prices"), { timeout: SETTLED_MS })
    .toMatchObject({
      status: "live",
      pastLimit: false,
      failures: [
        { source: "coingecko", reason: expect.stringMatching(/^api\.coingecko\.com.*404/) },
      ],
    });
  expect((await fetch(`${site.origin}/api/health?strict=1`)).status).toBe(200);
  const { lines } = await run("dataStatus", inTheStore());
  expect(lines.find((line) => line.startsWith("prices "))).toMatch(/coingecko: .*404$/);
});

test("with every source dead, an order keeps the old number and says why", async () => {
  upstream.setFault(COINGECKO, null);
  await revalidate("dataset:prices");
  upstream.setFaults(DEAD);
  await expect
    .poll(async () => (await healthOf("prices"))?.failures.map(({ source }) => source), {
      timeout: SETTLED_MS,
    })
    .toEqual(expect.arrayContaining(["coingecko", "defillama", "coinpaprika"]));
  const old = await storedPrice();
  const { datasets } = await revalidate("dataset:prices");
  expect(datasets).toEqual([
    {
      id: "prices",
      status: "stale",
      retrievedAt: expect.any(String),
      failures: expect.arrayContaining([
        { source: "coingecko", reason: expect.stringContaining(COINGECKO) },
      ]),
    },
  ]);
  expect(await storedPrice()).toEqual(old);
  expect(old.usd).toBe(2.15);
  expect(await shownPrice()).toEqual({ value: 2.15, time: old.observedAt });
});

test.describe("a first start while every source is down", () => {
  test.beforeAll(async () => {
    await site.stop();
    await rm(operatedSite.DATA_DIR, { recursive: true, force: true });
    upstream.setFaults(DEAD);
    site = await startSite({ ...operatedSite, UPSTREAM_GATEWAY: upstream.url });
  });

  test("serves pages but is not healthy, strictly seen", async () => {
    const [page, plain, strict] = await Promise.all(
      ["/en", "/api/health", "/api/health?strict=1"].map((path) => fetch(site.origin + path)),
    );
    expect(page?.status).toBe(200);
    expect(plain?.status).toBe(200);
    expect(strict?.status).toBe(503);
    const { status, datasets } = healthSchema.parse(await strict?.json());
    expect(status).toBe("degraded");
    expect(datasets.find(({ id }) => id === "akash")).toMatchObject({
      status: "missing",
      ageSeconds: null,
      pastLimit: true,
    });
  });

  test("names every source it asked in vain", async () => {
    await expect
      .poll(async () => (await healthOf("akash"))?.failures.length, { timeout: SETTLED_MS })
      .toBeGreaterThan(0);
    const failures = (await healthOf("akash"))?.failures ?? [];
    const reasons = z.array(z.string().min(1)).parse(failures.map(({ reason }) => reason));
    expect(reasons.length).toBeGreaterThan(2);
  });

  test("says missing in the status table and in the metrics", async () => {
    const { lines, code } = await run("dataStatus", inTheStore());
    expect(code).toBe(0);
    expect(lines.find((line) => line.startsWith("akash "))).toMatch(
      /^akash +missing, 7 missing +never +–/,
    );
    const metrics = await (await fetch(`${site.origin}/api/metrics`)).text();
    expect(metrics).toContain('depin_guide_dataset_past_limit{dataset="akash"} 1');
    expect(metrics).not.toContain('dataset_age_seconds{dataset="akash"}');
  });

  test("answers an order with what is missing and why", async () => {
    const { datasets } = await revalidate("dataset:arweave");
    expect(datasets).toMatchObject([{ id: "arweave", status: "missing", retrievedAt: null }]);
    expect(datasets[0]?.failures.length).toBeGreaterThan(0);
  });
});
