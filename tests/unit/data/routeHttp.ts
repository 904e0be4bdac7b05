import type { Http } from "#lib/data/http.ts";
import { PlainText, type Route } from "#tests/upstream/answers/recording.ts";

/** Changes a right answer; what it throws is the failure of the call. */
export type Edit = (answer: unknown, url: URL, body: unknown) => unknown;

/**
 * An outbound client that answers from the recordings without a network, and writes down what it
 * was asked.
 */
export function routeHttp(routes: readonly Route[], edit: Edit = (answer) => answer) {
  const calls: { url: string; body: unknown }[] = [];
  const answer = async (href: string, body?: unknown) => {
    const url = new URL(href);
    calls.push({ url: href, body });
    const route = routes.find(([host, path]) => host === url.host && path.test(url.pathname));
    const found = edit(route?.[2](url, body), url, body);
    if (found === undefined) throw new Error(`${url.host}${url.pathname}: HTTP 404`);
    return found;
  };
  const http: Http = {
    json: async (url) => {
      const found = await answer(url);
      if (found instanceof PlainText) throw new Error("not JSON");
      return found;
    },
    post: (url, body) => answer(url, body),
    text: async (url) => {
      const found = await answer(url);
      return found instanceof PlainText ? found.text : JSON.stringify(found);
    },
    sampled: () => false,
  };
  return { http, calls };
}

/** Collects what a source reports, as `part: reason`. */
export function reports() {
  const reported: string[] = [];
  return {
    reported,
    report: (part: string, reason: string) => void reported.push(`${part}: ${reason}`),
  };
}

/** Readings by part, where only the values matter. */
export const valuesOf = (readings: { part: string; value: number }[]): Record<string, number> =>
  Object.fromEntries(readings.map(({ part, value }) => [part, value]));

/** Whether two numbers are the same but for the rounding of a few operations. */
export const isNear = (one: number, other: number): boolean =>
  Math.abs(one - other) <= Math.abs(other) * 4 * Number.EPSILON;
