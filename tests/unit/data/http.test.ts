import type { RequestListener, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createHttp, type Http } from "#lib/data/http.ts";
import { hurryTimeouts, startServer, type TestServer } from "./support.ts";

const servers: TestServer[] = [];

afterEach(async () => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(listener: RequestListener): Promise<TestServer> {
  const server = await startServer(listener);
  servers.push(server);
  return server;
}

/** Answers by turns; the last one stays. */
const inTurn = (...answers: ((response: ServerResponse) => void)[]): RequestListener => {
  let turn = 0;
  return (_request, response) => {
    answers[Math.min(turn, answers.length - 1)]?.(response);
    turn += 1;
  };
};

const ok = (response: ServerResponse) => response.end('{"price":1.5}');
const status =
  (code: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    response.writeHead(code, headers).end('{"error":"made for a test"}');
const redirect = (location: string) => status(302, { location });

function client(gateway?: string, signal = new AbortController().signal): Http {
  return createHttp({ gateway, siteUrl: "https://guide.example", signal });
}

const GECKO = "https://api.coingecko.com/api/v3/ping";

describe("a request", () => {
  test("says who asks and adds what the source wants", async () => {
    const server = await serve((_request, response) => ok(response));
    await client().json(`${server.url}/prices`, { headers: { "x-cg-demo-api-key": "key" } });
    expect(server.requests[0]?.headers).toMatchObject({
      "user-agent": "depin-guide/1 (+https://guide.example)",
      accept: "application/json",
      "x-cg-demo-api-key": "key",
    });
  });

  test.each(["", "/", "/base", "/base/"])(
    "goes through a gateway that ends in '%s'",
    async (end) => {
      const server = await serve((_request, response) => ok(response));
      expect(await client(`${server.url}${end}`).json(`${GECKO}?ids=a,b`)).toEqual({ price: 1.5 });
      const base = end.replace(/\/$/, "");
      expect(server.requests.map(({ url }) => url)).toEqual([
        `${base}/api.coingecko.com/api/v3/ping?ids=a,b`,
      ]);
    },
  );

  test("ends when the round's time is up", async () => {
    const server = await serve(() => {});
    const call = client(undefined, AbortSignal.timeout(100)).json(`${server.url}/prices`);
    await expect(call).rejects.toThrow("no answer in time");
  });

  test("without an answer is given up, not repeated", async () => {
    hurryTimeouts();
    const server = await serve(() => {});
    await expect(client().json(`${server.url}/prices`)).rejects.toThrow("no answer in time");
    expect(server.requests).toHaveLength(1);
  });

  test("whose answer stops half-way is given up too", async () => {
    hurryTimeouts();
    const server = await serve((_request, response) => {
      response.writeHead(200).write('{"price":');
    });
    const longer = sleep(3_000).then(() => Promise.reject(new Error("still waiting")));
    const call = client().json(`${server.url}/prices`);
    await expect(Promise.race([call, longer])).rejects.toThrow("no answer in time");
  });
});

describe("a retry", () => {
  test("follows a server error and brings the answer", async () => {
    const server = await serve(inTurn(status(500), ok));
    expect(await client().json(`${server.url}/prices`)).toEqual({ price: 1.5 });
    expect(server.requests).toHaveLength(2);
  });

  test("follows a broken connection", async () => {
    const server = await serve(inTurn((response) => response.destroy(), ok));
    expect(await client().json(`${server.url}/prices`)).toEqual({ price: 1.5 });
  });

  test.each([408, 429, 500, 502, 503, 504])("happens twice at most for status %d", async (code) => {
    hurryTimeouts();
    const server = await serve(inTurn(status(code)));
    await expect(client().json(`${server.url}/prices`)).rejects.toThrow(`HTTP ${code}`);
    expect(server.requests).toHaveLength(3);
  });

  test.each([400, 401, 403, 404, 410])("does not happen for status %d", async (code) => {
    const server = await serve(inTurn(status(code)));
    await expect(client().json(`${server.url}/prices`)).rejects.toThrow(`HTTP ${code}`);
    expect(server.requests).toHaveLength(1);
  });

  test.each([429, 503])("waits as long as status %d asks, when that is short", async (code) => {
    const server = await serve(inTurn(status(code, { "retry-after": "1" }), ok));
    const start = performance.now();
    await client().json(`${server.url}/prices`);
    expect(performance.now() - start).toBeGreaterThan(900);
    expect(server.requests).toHaveLength(2);
  });

  test.each([
    ["53 seconds", () => "53"],
    ["until a date", () => new Date(Date.now() + 3_600_000).toUTCString()],
  ])("is left to the next round when the source wants to be left alone for %s", async (_, wait) => {
    const server = await serve(inTurn(status(429, { "retry-after": wait() })));
    await expect(client().json(`${server.url}/prices`)).rejects.toThrow("HTTP 429");
    expect(server.requests).toHaveLength(1);
  });
});

describe("an answer", () => {
  const MEBIBYTE = 1024 * 1024;
  const jsonOf = (bytes: number) => `"${"x".repeat(bytes - 2)}"`;

  test("of five mebibytes is read", async () => {
    const server = await serve((_request, response) => response.end(jsonOf(5 * MEBIBYTE)));
    expect(await client().json(`${server.url}/prices`)).toHaveLength(5 * MEBIBYTE - 2);
  });

  test("of one byte more is refused", async () => {
    const server = await serve((_request, response) => response.end(jsonOf(5 * MEBIBYTE + 1)));
    await expect(client().json(`${server.url}/prices`)).rejects.toThrow(
      "larger than 5242880 bytes",
    );
  });

  test("is measured unpacked", async () => {
    const packed = gzipSync(jsonOf(50 * MEBIBYTE));
    const server = await serve((_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(packed),
    );
    await expect(client().json(`${server.url}/prices`)).rejects.toThrow(
      "larger than 5242880 bytes",
    );
  });

  test.each([
    ["a page", "<!doctype html><p>Maintenance", "an HTML page instead of JSON"],
    ["half of one", '{"price":', "not JSON"],
    ["nothing", "", "not JSON"],
  ])("that is %s is refused", async (_what, body, reason) => {
    const server = await serve((_request, response) => response.end(body));
    await expect(client().json(`${server.url}/prices`)).rejects.toThrow(reason);
  });

  test("with a status that is neither success nor a redirect is refused", async () => {
    const server = await serve(inTurn(status(300)));
    await expect(client().json(`${server.url}/prices`)).rejects.toThrow();
  });

  test("marked as a sample marks the client for good", async () => {
    const server = await serve(
      inTurn(ok, (response) => ok(response.setHeader("x-sample-data", "1")), ok),
    );
    const http = client();
    const marks: boolean[] = [];
    for (const _ of [1, 2, 3]) {
      await http.json(`${server.url}/prices`);
      marks.push(http.sampled());
    }
    expect(marks).toEqual([false, true, true]);
    expect(client().sampled()).toBe(false);
  });

  test("is a sample only if it says 1", async () => {
    const server = await serve((_request, response) =>
      ok(response.setHeader("x-sample-data", "0")),
    );
    const http = client();
    await http.json(`${server.url}/prices`);
    expect(http.sampled()).toBe(false);
  });
});

describe("a redirect", () => {
  test.each([
    ["a path", () => "/there?a=b"],
    ["an address", (url: string) => `${url}/there?a=b`],
  ])("to the same host is followed when it is %s", async (_what, target) => {
    const server = await serve((request, response) =>
      request.url === "/here"
        ? redirect(target(`http://${request.headers.host}`))(response)
        : ok(response),
    );
    expect(await client().json(`${server.url}/here`)).toEqual({ price: 1.5 });
    expect(server.requests.map(({ url }) => url)).toEqual(["/here", "/there?a=b"]);
  });

  test("is followed three times", async () => {
    const next = redirect("/next");
    const server = await serve(inTurn(next, next, next, ok));
    expect(await client().json(`${server.url}/here`)).toEqual({ price: 1.5 });
  });

  test("is not followed for ever", async () => {
    const server = await serve(inTurn(redirect("/here")));
    await expect(client().json(`${server.url}/here`)).rejects.toThrow("more than 3 redirects");
    expect(server.requests).toHaveLength(4);
  });

  test("to another host is refused before that host hears of it", async () => {
    const other = await serve((_request, response) => ok(response));
    const server = await serve(inTurn(redirect(`${other.url}/elsewhere`)));
    const call = client().json(`${server.url}/here`, { headers: { "x-cg-demo-api-key": "key" } });
    await expect(call).rejects.toThrow(`redirect to another host (${new URL(other.url).host})`);
    expect(other.requests).toEqual([]);
  });

  test("from https to plain http is refused, because the request may carry a key", async () => {
    const asked: string[] = [];
    vi.stubGlobal("fetch", async (request: Request) => {
      asked.push(request.url);
      return new Response(null, {
        status: 302,
        headers: { location: "http://api.coingecko.com/api/v3/ping" },
      });
    });
    await expect(
      client().json(GECKO, { headers: { "x-cg-demo-api-key": "key" } }),
    ).rejects.toThrow();
    expect(asked).toEqual([GECKO]);
  });

  test.each([
    ["the gateway's own address", (gateway: string) => `${gateway}/api.coingecko.com/there`],
    ["the source's address, handed through", () => "https://api.coingecko.com/there"],
  ])("to the same host is followed through the gateway when it is %s", async (_what, target) => {
    const server = await serve((request, response) =>
      request.url === "/api.coingecko.com/there"
        ? ok(response)
        : redirect(target(`http://${request.headers.host}`))(response),
    );
    expect(await client(server.url).json(GECKO)).toEqual({ price: 1.5 });
  });

  test.each([
    ["of another source", (host: string) => `http://${host}/base/api.coinpaprika.com/v1`],
    ["outside of it", () => "https://example.org/elsewhere"],
    ["that only begins like it", (host: string) => `http://${host}/base-2/api.coingecko.com/there`],
  ])("through the gateway to an address %s is refused", async (_what, target) => {
    const server = await serve((request, response) =>
      redirect(target(request.headers.host ?? ""))(response),
    );
    const http = client(`${server.url}/base`);
    await expect(http.json(GECKO)).rejects.toThrow("redirect to another host");
    expect(server.requests).toHaveLength(1);
  });
});

describe("an error's message", () => {
  beforeEach(hurryTimeouts);

  const messageOf = (call: Promise<unknown>) =>
    call.then(
      () => "no error",
      (error: Error) => error.message,
    );

  test.each<[what: string, answer: (response: ServerResponse) => void]>([
    ["a bad status", status(404)],
    ["a rate limit", status(429, { "retry-after": "53" })],
    ["a page", (response) => response.end("<html>")],
    ["no JSON", (response) => response.end("{")],
    ["a broken connection", (response) => response.destroy()],
    ["a broken answer", (response) => response.writeHead(200, { "content-length": 9 }).destroy()],
    ["a redirect to nowhere", redirect("http://")],
    ["a redirect elsewhere", redirect("https://example.org/?token=secret")],
    ["a redirect loop", redirect("?token=secret")],
  ])("names host and path but never the query, for %s", async (_what, answer) => {
    const server = await serve(inTurn(answer));
    const { host } = new URL(server.url);
    const message = await messageOf(client().json(`${server.url}/v3/prices?token=secret`));
    expect(message).toMatch(new RegExp(`^${host}/v3/prices: \\S`));
    expect(message).not.toContain("secret");
  });

  test("names host and path where nobody listens", async () => {
    const server = await startServer(() => {});
    await server.close();
    const message = await messageOf(client().json(`${server.url}/prices?token=secret`));
    expect(message).toBe(`${new URL(server.url).host}/prices: connection failed (ECONNREFUSED)`);
  });

  test("names the source, not the gateway", async () => {
    const server = await serve(inTurn(status(404)));
    expect(await messageOf(client(server.url).json(GECKO))).toBe(
      "api.coingecko.com/api/v3/ping: HTTP 404",
    );
  });

  test("never holds the gateway's password", async () => {
    const http = client("http://user:secret@127.0.0.1:9");
    expect(await messageOf(http.json(`${GECKO}?token=secret`))).not.toContain("secret");
  });

  test("never holds a key, even one that cannot be sent", async () => {
    const call = client().json(GECKO, { headers: { "x-cg-demo-api-key": "se\ncret" } });
    expect(await messageOf(call)).not.toContain("cret");
  });
});
