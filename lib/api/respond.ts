import { createHash } from "node:crypto";
import { z } from "zod";

/** What every error of the API says. */
export const problemSchema = z.object({
  error: z.object({ status: z.number().int(), message: z.string() }),
});

/** Anyone may read: there is nothing here that depends on who asks. */
const OPEN = { "access-control-allow-origin": "*", "x-content-type-options": "nosniff" };

/** Data change once a day; five minutes are no loss and spare both sides. */
const CACHE = "public, max-age=300";

/** Answers with an `ETag`, or 304 where the caller already has this very text. */
export function answer(request: Request, body: string, contentType: string): Response {
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
  const headers = { ...OPEN, etag, "cache-control": CACHE, "content-type": contentType };
  const known = request.headers.get("if-none-match")?.split(",") ?? [];
  const matches = known.some((tag) => ["*", etag].includes(tag.trim().replace(/^W\//, "")));
  return matches ? new Response(null, { status: 304, headers }) : new Response(body, { headers });
}

export function answerJson(request: Request, value: unknown): Response {
  return answer(request, JSON.stringify(value), "application/json; charset=utf-8");
}

/** An answer about this very moment, which no cache keeps. */
export function answerNow(body: string, contentType: string, status = 200): Response {
  const headers = { ...OPEN, "cache-control": "no-store", "content-type": contentType };
  return new Response(body, { status, headers });
}

/** An error in JSON. Errors are not kept by caches. */
export function problem(status: number, message: string, headers = {}): Response {
  return Response.json({ error: { status, message } } satisfies z.infer<typeof problemSchema>, {
    status,
    headers: { ...OPEN, "cache-control": "no-store", ...headers },
  });
}

/** For the methods an address does not have. */
export function methodNotAllowed(...allowed: string[]) {
  const list = allowed.join(", ");
  return () => problem(405, `This address answers ${list} only.`, { allow: list });
}

/** The answer to a browser that asks whether it may ask. */
export function preflight(...allowed: string[]) {
  const headers = {
    ...OPEN,
    allow: allowed.join(", "),
    "access-control-allow-methods": allowed.join(", "),
    "access-control-allow-headers": "if-none-match",
    "access-control-max-age": "86400",
  };
  return () => new Response(null, { status: 204, headers });
}

/** @returns the error for a query parameter that means nothing here, or `null`. */
export function refuseQuery(request: Request, known: readonly string[] = []): Response | null {
  const unknown = [...new URL(request.url).searchParams.keys()].find((key) => !known.includes(key));
  return unknown === undefined
    ? null
    : problem(400, `Unknown query parameter "${unknown}"; known: ${known.join(", ") || "none"}.`);
}
