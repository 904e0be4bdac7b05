import { getHealth } from "#lib/api/datasets.ts";
import { answerNow, methodNotAllowed, preflight, problem, refuseQuery } from "#lib/api/respond.ts";

/** 200 while pages can be served. With `strict=1`, 503 when a dataset is past its age limit. */
export async function GET(request: Request): Promise<Response> {
  const strict = new URL(request.url).searchParams.get("strict") ?? "0";
  const refused = refuseQuery(request, ["strict"]);
  if (refused) return refused;
  if (strict !== "0" && strict !== "1") return problem(400, `strict=${strict}: must be 0 or 1.`);
  const health = await getHealth();
  const status = strict === "1" && health.status !== "ok" ? 503 : 200;
  return answerNow(JSON.stringify(health), "application/json; charset=utf-8", status);
}

export const OPTIONS = preflight("GET", "HEAD");
export const POST = methodNotAllowed("GET", "HEAD");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
