import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { startUpstream, type Upstream } from "../upstream/server.ts";
import { type Site, startSite } from "./support/site.ts";
import { livingSite } from "./support/sites.ts";
import { expect, test } from "./support/test.ts";

/** The site through a life in small: periods of five seconds, retries after two. */
test.describe.configure({ mode: "serial" });
test.setTimeout(120_000);

const SETTLED_MS = 30_000;
const CHAPTER = "/de/leitfaden/was-ist-depin";
const PAGES = ["/en", "/de", "/en/guide/what-is-depin", CHAPTER] as const;

let upstream: Upstream;
let site: Site;

test.beforeAll(async () => {
  await rm(livingSite.DATA_DIR, { recursive: true, force: true });
  upstream = await startUpstream();
  upstream.setSample(false);
  upstream.setFaults("reset");
  site = await startSite({ ...livingSite, UPSTREAM_GATEWAY: upstream.url });
});

test.afterAll(async () => {
  await site.stop();
  await upstream.close();
});

type Shown = { status: number; value: string; state: string; time: string; policy: string };

/** The dollar price of one network as a page prints it. */
async function shownPrice(network: string, path: string = PAGES[0]): Promise<Shown> {
  const response = await fetch(site.origin + path);
  const html = await response.text();
  const row = new RegExp(`<tr data-network="${network}">[\\s\\S]*?</tr>`).exec(html)?.[0] ?? "";
  const data = /<data value="([^"]*)" data-dataset="prices" data-status="([^"]*)"/.exec(row);
  return {
    status: response.status,
    value: data?.[1] ?? "",
    state: data?.[2] ?? "",
    time: /<time dateTime="([^"]+)"/i.exec(row)?.[1] ?? "",
    policy: response.headers.get("content-security-policy") ?? "",
  };
}

function setRenderPrice(usd: number) {
  upstream.setEdit("api.coingecko.com", (body) =>
    Array.isArray(body)
      ? body.map((row) => (row.id === "render-token" ? { ...row, current_price: usd } : row))
      : body,
  );
}

test("a first start without any source shows the shipped values, dated", async () => {
  expect(await shownPrice("akash")).toMatchObject({
    status: 200,
    value: "0.685",
    state: "seed",
    time: "2026-10-19",
  });
  expect(await shownPrice("render")).toMatchObject({ value: "", state: "missing" });
});

test("when the sources come back, pages turn live without a rebuild", async () => {
  upstream.setFaults(null);
  setRenderPrice(1.75);
  for (const path of PAGES) {
    await expect
      .poll(() => shownPrice("render", path), { timeout: SETTLED_MS })
      .toMatchObject({ status: 200, value: "1.75", state: "live" });
  }
});

test("a changed price appears after the period, and a regenerated page keeps its policy", async () => {
  setRenderPrice(1.85);
  await expect
    .poll(() => shownPrice("render", CHAPTER), { timeout: SETTLED_MS })
    .toMatchObject({ value: "1.85", state: "live" });
  const { policy } = await shownPrice("render", CHAPTER);
  expect(policy).toMatch(/script-src 'self' 'sha256-/);
});

test("the first reader after a quiet time already gets the new price", async () => {
  setRenderPrice(1.95);
  await sleep(12_000);
  expect(await shownPrice("render", "/en/guide/what-is-depin")).toMatchObject({ value: "1.95" });
});

test("two hundred readers at once cause one round of requests", async () => {
  const marketCalls = () =>
    upstream.requests.filter((path) => path.endsWith("/coins/markets")).length;
  const before = marketCalls();
  const started = Date.now();
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, index) => fetch(site.origin + PAGES[index % PAGES.length])),
  );
  const statuses = new Set(answers.map(({ status }) => status));
  await sleep(1_000);
  const rounds = 1 + Math.ceil((Date.now() - started) / 5_000);
  expect([...statuses]).toEqual([200]);
  expect(marketCalls() - before).toBeLessThanOrEqual(2 * rounds);
});

test("with every source dead, pages keep the old value with its own date", async () => {
  const { time } = await shownPrice("render");
  upstream.setFaults("status-500");
  for (const path of PAGES) {
    await expect
      .poll(() => shownPrice("render", path), { timeout: SETTLED_MS })
      .toMatchObject({ status: 200, value: "1.95", state: "stale", time });
  }
});

test("it recovers soon after the sources do", async () => {
  upstream.setFaults(null);
  setRenderPrice(2.05);
  await expect
    .poll(() => shownPrice("render"), { timeout: SETTLED_MS })
    .toMatchObject({ value: "2.05", state: "live" });
});

test("an impossible price is held back", async () => {
  setRenderPrice(2_050);
  await sleep(10_000);
  const { value } = await shownPrice("render");
  expect(Number(value)).toBeLessThan(10);
});

test("the server stays below 400 MB", () => {
  const own = String(site.process.pid);
  const members = processTree(own);
  const server = Math.max(...members.map(residentBytes));
  expect(server).toBeGreaterThan(0);
  expect(server).toBeLessThan(400 * 1024 * 1024);
});

function processTree(pid: string): string[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ");
  return [pid, ...children.filter(Boolean).flatMap(processTree)];
}

function residentBytes(pid: string): number {
  const pages = readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1];
  return Number(pages) * 4096;
}
