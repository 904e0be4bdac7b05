import { describe, expect, test } from "vitest";
import {
  answer,
  answerJson,
  answerNow,
  methodNotAllowed,
  preflight,
  problem,
  problemSchema,
  refuseQuery,
} from "#lib/api/respond.ts";

function ask(query = "", headers: Record<string, string> = {}): Request {
  return new Request(`https://guide.example/api/v1/datasets${query}`, { headers });
}

const TEXT = "text/plain";
const etagOf = (body: string) => answer(ask(), body, TEXT).headers.get("etag") ?? "";

describe("an answer", () => {
  test("has its text, type and a time to live", async () => {
    const response = answer(ask(), "numbers", TEXT);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe(TEXT);
    expect(response.headers.get("cache-control")).toBe("public, max-age=300");
    expect(await response.text()).toBe("numbers");
  });

  test("has the same tag for the same text, and another for another", () => {
    expect(etagOf("numbers")).toMatch(/^"[\w-]{27}"$/);
    expect(etagOf("numbers")).toBe(etagOf("numbers"));
    expect(etagOf("numbers")).not.toBe(etagOf("number"));
  });

  test("in JSON says so", async () => {
    const response = answerJson(ask(), { number: 1 });
    expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(await response.json()).toEqual({ number: 1 });
  });
});

test("an answer about this moment is kept by no cache", async () => {
  const response = answerNow("numbers", TEXT, 503);
  expect(response.status).toBe(503);
  expect(response.headers.get("content-type")).toBe(TEXT);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.text()).toBe("numbers");
});

describe("a caller with a copy", () => {
  const etag = etagOf("numbers");

  test.each([
    ["the tag itself", etag],
    ["the tag marked weak, as proxies that compress do", `W/${etag}`],
    ["a list with the tag", `"one", ${etag}, "two"`],
    ["a list with the tag marked weak and no spaces", `"one",W/${etag}`],
    ["anything at all", "*"],
  ])("gets 304 and no body for %s", async (_, tag) => {
    const response = answer(ask("", { "if-none-match": tag }), "numbers", TEXT);
    expect(response.status).toBe(304);
    expect(await response.text()).toBe("");
    expect(response.headers.get("etag")).toBe(etag);
    expect(response.headers.get("cache-control")).toBe("public, max-age=300");
  });

  test.each([
    ["another tag", '"another"'],
    ["the tag without quotes", etag.slice(1, -1)],
    ["nothing", ""],
    ["the tag of an older text", etagOf("older numbers")],
  ])("gets everything for %s", async (_, tag) => {
    const response = answer(ask("", { "if-none-match": tag }), "numbers", TEXT);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("numbers");
  });
});

describe("a query parameter", () => {
  test("that means nothing is refused by name", async () => {
    const response = refuseQuery(ask("?strict=1&limit=5"), ["strict"]);
    expect(response?.status).toBe(400);
    const { error } = problemSchema.parse(await response?.json());
    expect(error).toEqual({
      status: 400,
      message: 'Unknown query parameter "limit"; known: strict.',
    });
  });

  test("is refused where none is known", async () => {
    expect(await refuseQuery(ask("?x"))?.text()).toContain("known: none.");
  });

  test.each(["", "?", "?strict=1"])("is let through when known: %j", (query) => {
    expect(refuseQuery(ask(query), ["strict"])).toBeNull();
  });
});

test("an error is JSON that no cache keeps", async () => {
  const response = problem(404, "There is nothing.", { "x-more": "1" });
  expect(response.status).toBe(404);
  expect(response.headers.get("content-type")).toContain("application/json");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.get("x-more")).toBe("1");
  expect(await response.json()).toEqual({ error: { status: 404, message: "There is nothing." } });
});

test("a method that does not exist is told which ones do", async () => {
  const response = methodNotAllowed("GET", "HEAD")();
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe("GET, HEAD");
  expect(problemSchema.parse(await response.json()).error.message).toContain("GET, HEAD");
});

test("a browser that asks first is told what it may do", async () => {
  const response = preflight("GET", "HEAD")();
  expect(response.status).toBe(204);
  expect(await response.text()).toBe("");
  expect(Object.fromEntries(response.headers)).toMatchObject({
    allow: "GET, HEAD",
    "access-control-allow-methods": "GET, HEAD",
    "access-control-allow-headers": "if-none-match",
    "access-control-max-age": "86400",
  });
});

test.each([
  ["an answer", () => answer(ask(), "numbers", TEXT)],
  ["an answer about this moment", () => answerNow("numbers", TEXT)],
  ["an unchanged answer", () => answer(ask("", { "if-none-match": "*" }), "numbers", TEXT)],
  ["an error", () => problem(404, "There is nothing.")],
  ["a refused parameter", () => refuseQuery(ask("?x=1"))],
  ["a refused method", () => methodNotAllowed("GET")()],
  ["a preflight", () => preflight("GET")()],
])("%s may be read by any website and is taken for nothing else", (_, respond) => {
  expect(respond()?.headers.get("access-control-allow-origin")).toBe("*");
  expect(respond()?.headers.get("x-content-type-options")).toBe("nosniff");
  expect(respond()?.headers.has("access-control-allow-credentials")).toBe(false);
});
