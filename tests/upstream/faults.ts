import type { ServerResponse } from "node:http";
import rateLimit from "./recordings/coingecko-error-429.json" with { type: "json" };

/** What a fault does with an answer that would have been right. */
type Fault = (response: ServerResponse, body: unknown) => void;

const HUGE_BYTES = 6 * 1024 * 1024;

export function sendJson(response: ServerResponse, body: unknown, status = 200) {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** Replaces every number, however deep. */
function mapNumbers(value: unknown, map: (number: number) => unknown): unknown {
  if (typeof value === "number") return map(value);
  if (Array.isArray(value)) return value.map((item) => mapNumbers(item, map));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapNumbers(item, map)]),
  );
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
