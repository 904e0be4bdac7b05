import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import rateLimit from "./recordings/coingecko-error-429.json" with { type: "json" };

/** What a fault does with an answer that would have been right. */
type Fault = (response: ServerResponse, body: unknown) => void;

const HUGE_BYTES = 6 * 1024 * 1024;
/** Some ten thousand bytes on the wire. */
const BOMB_BYTES = 64 * 1024 * 1024;
let packed: Buffer | undefined;
const bomb = () => {
  packed ??= gzipSync(Buffer.alloc(BOMB_BYTES, " "));
  return packed;
};

export function sendJson(response: ServerResponse, body: unknown, status = 200) {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

const asText = (value: unknown) => (value === null ? null : String(value));

/** Replaces every number, however deep, also those that a vendor sends as texts. */
function mapNumbers(value: unknown, map: (number: number) => unknown): unknown {
  if (typeof value === "number") return map(value);
  if (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value)) return asText(map(Number(value)));
  if (Array.isArray(value)) return value.map((item) => mapNumbers(item, map));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapNumbers(item, map)]),
  );
}

/** Repeats every row of every list, however deep. */
function doubleRows(value: unknown): unknown {
  if (Array.isArray(value)) return [...value, ...value].map(doubleRows);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, doubleRows(item)]));
}

const numbers =
  (map: (number: number) => unknown): Fault =>
  (response, body) =>
    sendJson(response, mapNumbers(body, map));

export const faults = {
  "status-500": (response) => sendJson(response, { error: "made for a test" }, 500),
  "status-404": (response) => sendJson(response, { error: "made for a test" }, 404),
  "rate-limit": (response) => {
    response.setHeader("retry-after", "53");
    sendJson(response, rateLimit, 429);
  },
  hang: () => {},
  reset: (response) => response.destroy(),
  truncated: (response, body) => {
    const text = JSON.stringify(body);
    response
      .writeHead(200, { "content-type": "application/json" })
      .end(text.slice(0, text.length / 2));
  },
  html: (response) => {
    response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><p>Maintenance");
  },
  empty: (response) => {
    response.writeHead(200, { "content-type": "application/json" }).end();
  },
  "wrong-types": numbers((number) => `about ${number}`),
  nulls: numbers(() => null),
  zeros: numbers(() => 0),
  absurd: numbers((number) => number * 1e9),
  negative: numbers((number) => -number),
  duplicates: (response, body) => sendJson(response, doubleRows(body)),
  "error-200": (response) => {
    sendJson(response, { error: { code: -32000, message: "made for a test" } });
  },
  bomb: (response) => {
    response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
    response.end(bomb());
  },
  huge: (response) => {
    response.writeHead(200, { "content-type": "application/json" }).end(" ".repeat(HUGE_BYTES));
  },
  "redirect-away": (response) => {
    response.writeHead(302, { location: "https://example.org/elsewhere" }).end();
  },
  "redirect-loop": (response) => {
    response.writeHead(302, { location: response.req.url }).end();
  },
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;

export function isFault(name: string): name is FaultName {
  return name in faults;
}
