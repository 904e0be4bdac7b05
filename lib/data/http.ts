import ky, { type KyResponse } from "ky";

/** One attempt. APIS: most sources answer within a second or not at all. */
const TIMEOUT_MS = 10_000;
/** All attempts of one call, pauses and body included. */
const TOTAL_TIMEOUT_MS = 25_000;
/** A source that asks for a longer pause is left alone until the next round. */
const MAX_PAUSE_MS = 10_000;
/** No answer we ask for comes near this; a larger one is a fault or an attack. */
const MAX_BODY_BYTES = 5 * 1024 * 1024;
const MAX_REDIRECTS = 3;

const RETRY_STATUS = [408, 429, 500, 502, 503, 504];

export type HttpConfig = {
  /** Sends `https://HOST/PATH` to `GATEWAY/HOST/PATH` instead. */
  gateway: string | undefined;
  /** Public address of this site, told to every upstream as a way to reach us. */
  siteUrl: string;
  /** Ends every call of a round whose time is up. */
  signal: AbortSignal;
};

type Answer = {
  body: unknown;
  /** The upstream marked the answer by `x-sample-data: 1`. */
  sample: boolean;
};

/** The outbound client of one source in one round. */
export type Http = {
  /**
   * Gets JSON.
   *
   * @throws for any status but 2xx, a time-out, a body over 5 MiB, a redirect to another host, and
   * what is not JSON; the message names host and path, never a query or a header.
   */
  json(url: string, headers?: Record<string, string>): Promise<unknown>;
  /** Whether any answer so far was marked as a sample. */
  sampled(): boolean;
};

export function createHttp(config: HttpConfig): Http {
  let sampled = false;
  return {
    async json(url, headers) {
      const answer = await getJson(new URL(url), headers, config);
      sampled ||= answer.sample;
      return answer.body;
    },
    sampled: () => sampled,
  };
}

async function getJson(
  url: URL,
  headers: Record<string, string> | undefined,
  config: HttpConfig,
): Promise<Answer> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), TOTAL_TIMEOUT_MS);
  const signal = AbortSignal.any([config.signal, deadline.signal]);
  try {
    const response = await followOnHost(url, headers, { ...config, signal });
    const text = await readCapped(response);
    return { body: parseJson(text), sample: response.headers.get("x-sample-data") === "1" };
  } catch (error) {
    const reason = signal.aborted ? "no answer in time" : inWords(error);
    throw new Error(`${url.host}${url.pathname}: ${reason}`);
  } finally {
    clearTimeout(timer);
  }
}

/** A fault of an answer, told in our own words: only these are repeated to the outside. */
class AnswerError extends Error {}

/** Follows redirects by hand, because `fetch` would follow them to any host. */
async function followOnHost(
  start: URL,
  headers: Record<string, string> | undefined,
  config: HttpConfig,
): Promise<KyResponse> {
  let url = start;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const response = await request(url, headers, config);
    if (response.ok) return response;
    const location = response.headers.get("location");
    if (!location) throw new AnswerError(`HTTP ${response.status}`);
    url = redirectTarget(location, url, config.gateway);
  }
  throw new AnswerError(`more than ${MAX_REDIRECTS} redirects`);
}

function redirectTarget(location: string, from: URL, gateway: string | undefined): URL {
  const direct = new URL(location, gateway ? throughGateway(from, gateway) : from);
  const target = (gateway && fromGateway(direct, gateway)) || direct;
  if (target.origin !== from.origin) {
    throw new AnswerError(`redirect to another host (${direct.host})`);
  }
  return target;
}

function request(url: URL, headers: Record<string, string> | undefined, config: HttpConfig) {
  return ky.get(config.gateway ? throughGateway(url, config.gateway) : url, {
    headers: {
      accept: "application/json",
      "user-agent": `depin-guide/1 (+${config.siteUrl})`,
      ...headers,
    },
    redirect: "manual",
    throwHttpErrors: (status) => status >= 400,
    timeout: TIMEOUT_MS,
    signal: config.signal,
    retry: {
      limit: 2,
      statusCodes: RETRY_STATUS,
      afterStatusCodes: [429, 503],
      backoffLimit: 4_000,
      shouldRetry: ({ error }) => (asksForLongPause(error) ? false : undefined),
    },
  });
}

function asksForLongPause(error: Error): boolean {
  const response = "response" in error ? (error.response as Response) : undefined;
  const wait = response?.headers.get("retry-after");
  if (!wait) return false;
  const ms = /^\d+$/.test(wait) ? Number(wait) * 1000 : Date.parse(wait) - Date.now();
  return ms > MAX_PAUSE_MS;
}

function throughGateway(url: URL, gateway: string): URL {
  return new URL(`${gateway.replace(/\/$/, "")}/${url.host}${url.pathname}${url.search}`);
}

function fromGateway(url: URL, gateway: string): URL | undefined {
  const prefix = `${gateway.replace(/\/$/, "")}/`;
  return url.href.startsWith(prefix)
    ? new URL(`https://${url.href.slice(prefix.length)}`)
    : undefined;
}

async function readCapped(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) throw new AnswerError(`answer larger than ${MAX_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const start = text.trimStart().slice(0, 15).toLowerCase();
    throw new AnswerError(start.startsWith("<") ? "an HTML page instead of JSON" : "not JSON");
  }
}

/** In words, and without address, header or key: what a library says may hold any of them. */
function inWords(error: unknown): string {
  if (!(error instanceof Error)) return "request failed";
  if (error instanceof AnswerError) return error.message;
  if ("response" in error) return `HTTP ${(error.response as Response).status}`;
  if (error.name === "TimeoutError" || error.name === "AbortError") return "no answer in time";
  const code = causes(error).find((cause) => "code" in cause && typeof cause.code === "string");
  if (code) return `connection failed (${(code as Error & { code: string }).code})`;
  return error.name === "NetworkError" ? "connection failed" : "request failed";
}

function causes(error: Error): Error[] {
  return error.cause instanceof Error ? [error.cause, ...causes(error.cause)] : [];
}
