import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { vi } from "vitest";
import type { DatasetState } from "#lib/data/dataset.ts";
import { createDatasets } from "#lib/data/datasets.ts";
import type { Http } from "#lib/data/http.ts";
import { type DataRuntime, loadDataset } from "#lib/data/load.ts";
import type { Price } from "#lib/data/price.ts";
import { createSnapshot, type Snapshot, type StoredPart } from "#lib/data/snapshot.ts";
import type { NetworkId } from "#lib/networks.ts";
import { createDataRuntime } from "#lib/server/dataRuntime.ts";
import { parseEnv } from "#lib/server/env.ts";
import { startUpstream, type Upstream } from "#tests/upstream/server.ts";

/** Seconds. */
export const DAY = 86_400;
/** Seconds; the default of DATA_RETRY_SECONDS. */
export const RETRY = 900;

export const COINGECKO = "api.coingecko.com";
export const DEFILLAMA = "coins.llama.fi";
export const FRANKFURTER = "api.frankfurter.dev";
export const COINPAPRIKA = "api.coinpaprika.com";

/** When the tests' clock starts. */
export const START = "2026-11-22T06:00:00.000Z";

/** Dollar prices as the recordings have them. */
export const recordedUsd: Record<NetworkId, number> = {
  render: 1.7616,
  akash: 0.543761,
  "io-net": 0.1425,
  filecoin: 0.7159,
  arweave: 2.08,
  helium: 0.2841,
  "wifi-map": 0.00221,
  "fetch-ai": 0.2418,
  bittensor: 265.24,
};

export type Json = Record<string, unknown>;

export function recording(name: string) {
  const file = new URL(`../../upstream/recordings/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8"));
}

/** An outbound client that writes down what it is asked, and answers nothing of use. */
export function listeningHttp() {
  const calls: { url: URL; headers: Record<string, string> | undefined }[] = [];
  const http: Http = {
    json: async (url, options) => {
      calls.push({ url: new URL(url), headers: options?.headers });
      return url.includes("/coins/markets") ? [] : { coins: {} };
    },
    post: () => Promise.reject(new Error("nothing is posted here")),
    text: () => Promise.reject(new Error("no text is asked for here")),
    sampled: () => false,
  };
  return { http, calls };
}

export type World = {
  upstream: Upstream;
  folder: string;
  runtime: DataRuntime;
  load(changes?: Partial<DataRuntime>): Promise<DatasetState<NetworkId, Price>>;
  /** Lets the clock run on. */
  pass(seconds: number): void;
  /** How often a host was asked so far. */
  asked(host: string): number;
  /** Failures of the last round, as the store has them. */
  failures(): Promise<Snapshot["round"]["failures"]>;
  close(): Promise<void>;
};

/**
 * The engine as the server wires it, on an empty folder and a recorded upstream that passes for
 * the real one: its answers do not say that they are samples.
 */
export async function startWorld(): Promise<World> {
  const upstream = await startUpstream();
  upstream.setSample(false);
  const folder = await temporaryFolder();
  let time = Date.parse(START);
  const runtime: DataRuntime = {
    ...createDataRuntime(parseEnv({ DATA_DIR: folder, UPSTREAM_GATEWAY: upstream.url })),
    now: () => new Date(time),
  };
  const { prices } = createDatasets({ coingecko: undefined });
  return {
    upstream,
    folder,
    runtime,
    load: (changes) => loadDataset(prices, { ...runtime, ...changes }),
    pass: (seconds) => {
      time += seconds * 1000;
    },
    asked: (host) => upstream.requests.filter((request) => request.startsWith(`${host}/`)).length,
    failures: async () => (await runtime.store.read("prices"))?.round.failures ?? [],
    async close() {
      await upstream.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export const temporaryFolder = () => mkdtemp(join(tmpdir(), "depin-data-"));

/** What a page prints for each network, in short: `live 1.7616 coingecko`. */
export function printed(state: DatasetState<NetworkId, Price>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(state.figures).map(([network, figure]) => [
      network,
      figure.status === "missing"
        ? "missing"
        : `${figure.status} ${figure.value.price.usd} ${figure.source.id}`,
    ]),
  );
}

/** `printed` for the recorded prices, with exceptions. */
export function allPrinted(
  status: string,
  source: string,
  exceptions: Partial<Record<NetworkId, string>> = {},
): Record<string, string> {
  const rule = Object.entries(recordedUsd).map(([network, usd]) => [
    network,
    `${status} ${usd} ${source}`,
  ]);
  return { ...Object.fromEntries(rule), ...exceptions };
}

/** Changes the rows of CoinGecko's `/coins/markets`, in both currencies. */
export const editMarkets = (edit: (rows: Json[]) => Json[]) => (body: unknown) =>
  Array.isArray(body) ? edit(body) : body;

/** Multiplies Render's price at every source. */
export function multiplyRender({ upstream }: World, factor: number) {
  upstream.setEdit(COINGECKO, editMarkets(renderTimes(factor)));
  upstream.setEdit(DEFILLAMA, (body) =>
    mapKey(body, "coingecko:render-token", (coin) => ({ ...coin, price: 1.7616 * factor })),
  );
  upstream.setFault(COINPAPRIKA, "status-404");
}

export const renderTimes = (factor: number) => (rows: Json[]) =>
  rows.map((row) =>
    row.id === "render-token" ? { ...row, current_price: Number(row.current_price) * factor } : row,
  );

/** Changes one entry of an answer of the form `{ coins: { KEY: … } }`. */
export function mapKey(body: unknown, wanted: string, map: (coin: Json) => Json): unknown {
  const { coins } = body as { coins: Record<string, Json> };
  const entries = Object.entries(coins).map(([key, coin]) => [
    key,
    key === wanted ? map(coin) : coin,
  ]);
  return { coins: Object.fromEntries(entries) };
}

/** A stored part that is only worth its date. */
export function storedPart(changes: Partial<StoredPart> = {}): StoredPart {
  return {
    value: 1,
    observedAt: START,
    retrievedAt: START,
    source: { id: "s", name: "S", url: "https://s.example" },
    sample: false,
    ...changes,
  };
}

export function snapshotOf(parts: Record<string, StoredPart>, finishedAt = START): Snapshot {
  return createSnapshot("prices", parts, { finishedAt, failures: [] });
}

/**
 * Lets time-outs run twenty times faster: 10 s become half a second.
 * Undone by `vi.unstubAllGlobals()` and `vi.restoreAllMocks()`.
 */
export function hurryTimeouts() {
  const later = globalThis.setTimeout;
  const endAfter = AbortSignal.timeout.bind(AbortSignal);
  vi.stubGlobal("setTimeout", (run: (...values: unknown[]) => void, ms = 0, ...values: unknown[]) =>
    later(run, ms / 20, ...values),
  );
  vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) => endAfter(Math.ceil(ms / 20)));
}

export type TestServer = {
  url: string;
  requests: { url: string; headers: Record<string, string | string[] | undefined> }[];
  close(): Promise<void>;
};

export async function startServer(listener: RequestListener): Promise<TestServer> {
  const requests: TestServer["requests"] = [];
  const server = createServer((request, response) => {
    requests.push({ url: request.url ?? "", headers: request.headers });
    listener(request, response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Starts one of the scripts in `processes/` in a process of its own. */
export function startProcess(script: string, env: Record<string, string>) {
  const file = fileURLToPath(new URL(`./processes/${script}.ts`, import.meta.url));
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "exit");
  return {
    kill: () => child.kill("SIGKILL"),
    /** Its first words. */
    speaks: () => once(child.stdout, "data"),
    ended,
    /** Everything it said, once it has ended. */
    async result() {
      const [stdout, stderr, [code]] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        ended,
      ]);
      return { stdout, stderr, code };
    },
  };
}
