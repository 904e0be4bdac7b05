import ky, { type KyResponse } from "ky";
import pLimit, { type LimitFunction } from "p-limit";

/** One attempt. APIS: most sources answer within a second or not at all. */
const TIMEOUT_MS = 10_000;
/** All attempts of one call, pauses and body included. */
const TOTAL_TIMEOUT_MS = 25_000;
/** A source that asks for a longer pause is left alone until the next round. */
const MAX_PAUSE_MS = 10_000;
/** No answer we ask for comes near this; a larger one is a fault or an attack. */
const MAX_BODY_BYTES = 5 * 1024 * 1024;
const MAX_REDIRECTS = 3;

const SILENCE = "no answer in time";

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
  text: string;
  /** The upstream marked the answer by `x-sample-data: 1`. */
  sample: boolean;
};

export type RequestOptions = {
  headers?: Record<string, string>;
  /** One attempt, for the few sources that are known to be slow. */
  timeoutMs?: number;
};

/**
 * The outbound client of one source in one round.
 *
 * Every method throws for any status but 2xx, a time-out, a body over 5 MiB and a redirect to
 * another host; the message names host and path, never a query or a header.
 */
export type Http = {
  /** Gets JSON; throws for anything else. */
  json(url: string, options?: RequestOptions): Promise<unknown>;
  /** Posts JSON and gets JSON: JSON-RPC and GraphQL. */
  post(url: string, body: unknown, options?: RequestOptions): Promise<unknown>;
  /** Gets plain text, trimmed. */
  text(url: string, options?: RequestOptions): Promise<string>;
  /** Whether any answer so far was marked as a sample. */
  sampled(): boolean;
};

export function createHttp(config: HttpConfig): Http {
  let sampled = false;
  const ask = async (url: string, options: RequestOptions, body?: unknown) => {
    const question = { url: new URL(url), body, ...options };
    const answer = await inTurn(question.url, () => getText(question, config));
    sampled ||= answer.sample;
    return answer.text;
  };
  return {
    json: async (url, options = {}) => parseJson(await ask(url, options), url),
    post: async (url, body, options = {}) => parseJson(await ask(url, options, body), url),
    text: async (url, options = {}) => (await ask(url, options)).trim(),
    sampled: () => sampled,
  };
}

type Question = RequestOptions & { url: URL; body?: unknown };

/** Calls to one host at a time: many datasets share one, and keyless limits are low. */
const MAX_PER_HOST = 3;

const queues = new Map<string, LimitFunction>();
/** When a host last let us wait in vain. */
const silences = new Map<string, number>();

/** Whoever stands in line while a host proves silent is sent on to its next source at once. */
function inTurn<Result>(url: URL, work: () => Promise<Result>): Promise<Result> {
  const queue = queues.get(url.host) ?? pLimit(MAX_PER_HOST);
  queues.set(url.host, queue);
  const asked = performance.now();
  return queue(() => {
    const silence = silences.get(url.host) ?? Number.NEGATIVE_INFINITY;
    return silence > asked ? Promise.reject(failed(url, SILENCE)) : work();
  });
}

async function getText(question: Question, config: HttpConfig): Promise<Answer> {
  const deadline = new AbortController();
  const total = Math.max(TOTAL_TIMEOUT_MS, question.timeoutMs ?? 0);
  const timer = setTimeout(() => deadline.abort(), total);
  const signal = AbortSignal.any([config.signal, deadline.signal]);
  try {
    const response = await followOnHost(question, { ...config, signal });
    const text = await readCapped(response);
    return { text, sample: response.headers.get("x-sample-data") === "1" };
  } catch (error) {
    const reason = signal.aborted ? SILENCE : inWords(error);
    if (reason === SILENCE) silences.set(question.url.host, performance.now());
    throw failed(question.url, reason);
  } finally {
    clearTimeout(timer);
  }
}

function failed({ host, pathname }: URL, reason: string): Error {
  return new Error(`${host}${pathname}: ${reason}`);
}

/** A fault of an answer, told in our own words: only these are repeated to the outside. */
class AnswerError extends Error {}

/** Follows redirects by hand, because `fetch` would follow them to any host. */
async function followOnHost(question: Question, config: HttpConfig): Promise<KyResponse> {
  let { url } = question;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const response = await request({ ...question, url }, config);
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

function request({ url, body, headers, timeoutMs }: Question, config: HttpConfig) {
  return ky(config.gateway ? throughGateway(url, config.gateway) : url, {
    ...(body === undefined ? { method: "get" } : { method: "post", json: body }),
    headers: {
      accept: "application/json",
      "user-agent": `depin-guide/1 (+${config.siteUrl})`,
      ...headers,
    },
    redirect: "manual",
    throwHttpErrors: (status) => status >= 400,
    timeout: timeoutMs ?? TIMEOUT_MS,
    signal: config.signal,
    retry: {
      limit: 2,
      // Our posts only ask: repeating one changes nothing.
      methods: ["get", "post"],
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

function parseJson(text: string, url: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const start = text.trimStart().slice(0, 15).toLowerCase();
    const reason = start.startsWith("<") ? "an HTML page instead of JSON" : "not JSON";
    throw failed(new URL(url), reason);
  }
}

/** In words, and without address, header or key: what a library says may hold any of them. */
function inWords(error: unknown): string {
  if (!(error instanceof Error)) return "request failed";
  if (error instanceof AnswerError) return error.message;
  if ("response" in error) return `HTTP ${(error.response as Response).status}`;
  if (error.name === "TimeoutError" || error.name === "AbortError") return SILENCE;
  const code = causes(error).find((cause) => "code" in cause && typeof cause.code === "string");
  if (code) return `connection failed (${(code as Error & { code: string }).code})`;
  return error.name === "NetworkError" ? "connection failed" : "request failed";
}

function causes(error: Error): Error[] {
  return error.cause instanceof Error ? [error.cause, ...causes(error.cause)] : [];
}
