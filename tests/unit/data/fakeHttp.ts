import type { Http, RequestOptions } from "#lib/data/http.ts";

type Call = { url: URL; body?: unknown; options: RequestOptions | undefined };

/**
 * An outbound client that knows the answers to some `HOST/PATH`s, fails for all others as the real
 * one would, and writes down what it is asked.
 */
export function fakeHttp(answers: Record<string, unknown>) {
  const calls: Call[] = [];
  const answer = async (address: string, options?: RequestOptions, body?: unknown) => {
    const url = new URL(address);
    calls.push({ url, body, options });
    const key = `${url.host}${url.pathname}`;
    if (key in answers) return answers[key];
    throw new Error(`${key}: HTTP 500`);
  };
  const http: Http = {
    json: (url, options) => answer(url, options),
    post: (url, body, options) => answer(url, options, body),
    text: () => Promise.reject(new Error("no text is asked for here")),
    sampled: () => false,
  };
  return { http, calls, asked: () => calls.map(({ url }) => `${url.host}${url.pathname}`) };
}

/** A `report` that writes down which part got which reason. */
export function listeningReport() {
  const reports: Record<string, string> = {};
  const report = (part: string, reason: string) => {
    reports[part] = reason;
  };
  return { reports, report };
}

/** Readings in short: each part with its value. */
export const valuesOf = <Value>(
  readings: readonly { part: string; value: Value }[],
): Record<string, Value> => Object.fromEntries(readings.map(({ part, value }) => [part, value]));
