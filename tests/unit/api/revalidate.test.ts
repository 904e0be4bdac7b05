import { describe, expect, test } from "vitest";
import {
  isAuthorised,
  revalidateAnswerSchema,
  revalidateRequestSchema,
} from "#lib/api/revalidate.ts";

const SECRET = "correct-horse-battery";

function requestWith(authorization?: string): Request {
  return new Request("https://guide.example/api/revalidate", {
    method: "POST",
    headers: authorization === undefined ? {} : { authorization },
  });
}

describe("a request", () => {
  test("with the secret is let in", () => {
    expect(isAuthorised(requestWith(`Bearer ${SECRET}`), SECRET)).toBe(true);
  });

  test("may spell the scheme as it likes", () => {
    expect(isAuthorised(requestWith(`bearer ${SECRET}`), SECRET)).toBe(true);
  });

  test.each([
    ["no header", undefined],
    ["an empty header", ""],
    ["the scheme alone", "Bearer "],
    ["another secret of the same length", `Bearer ${SECRET.replace("y", "x")}`],
    ["a beginning of the secret", `Bearer ${SECRET.slice(0, -1)}`],
    ["the secret and more", `Bearer ${SECRET}${SECRET}`],
    ["the secret in other letters", `Bearer ${SECRET.toUpperCase()}`],
    ["the secret without a scheme", SECRET],
    ["another scheme", `Basic ${SECRET}`],
    ["the secret twice", `Bearer ${SECRET}, Bearer ${SECRET}`],
    ["a megabyte", `Bearer ${"x".repeat(1_000_000)}`],
  ])("with %s is turned away", (_, header) => {
    expect(isAuthorised(requestWith(header), SECRET)).toBe(false);
  });

  test.each([undefined, "", "Bearer ", "Bearer", "Bearer x"])(
    "is turned away by an empty secret (%j)",
    (header) => {
      expect(isAuthorised(requestWith(header), "")).toBe(false);
    },
  );
});

describe("what is asked for", () => {
  test.each([
    { tags: ["dataset:prices"] },
    { tags: ["dataset:*"] },
    { tags: ["dataset:prices", "dataset:history-io-net"] },
    { tags: ["dataset:prices"], step: "mark" },
  ])("may be %j", (body) => {
    expect(revalidateRequestSchema.safeParse(body).success).toBe(true);
  });

  test.each([
    null,
    "dataset:prices",
    {},
    { tags: [] },
    { tags: "dataset:prices" },
    { tags: ["prices"] },
    { tags: ["dataset:"] },
    { tags: ["dataset:Prices"] },
    { tags: ["dataset:../prices"] },
    { tags: ["dataset:*x"] },
    { tags: ["dataset:prices\n"] },
    { tags: ["page:/en"] },
    { tags: [1] },
    { tags: ["dataset:prices"], step: "fetch" },
    { tags: ["dataset:prices"], force: true },
  ])("may not be %j", (body) => {
    expect(revalidateRequestSchema.safeParse(body).success).toBe(false);
  });
});

test("no more than a hundred tags may be asked for at once", () => {
  const ask = (length: number) => ({ tags: Array.from({ length }, () => "dataset:prices") });
  expect(revalidateRequestSchema.safeParse(ask(100)).success).toBe(true);
  expect(revalidateRequestSchema.safeParse(ask(101)).success).toBe(false);
});

describe("the answer", () => {
  const outcome = { id: "prices", status: "live", retrievedAt: null, failures: [] };

  test("tells each dataset's status and how many pages were asked for", () => {
    const answer = { datasets: [outcome], pages: 4 };
    expect(revalidateAnswerSchema.parse(answer)).toEqual(answer);
  });

  test.each([
    ["an unknown status", { datasets: [{ ...outcome, status: "fine" }], pages: 4 }],
    ["half a page", { datasets: [outcome], pages: 0.5 }],
    ["no word about failures", { datasets: [{ ...outcome, failures: undefined }], pages: 4 }],
  ])("has not %s", (_, answer) => {
    expect(revalidateAnswerSchema.safeParse(answer).success).toBe(false);
  });
});
