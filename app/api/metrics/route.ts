import { getHealth } from "#lib/api/datasets.ts";
import { toPrometheus } from "#lib/api/health.ts";
import { answerNow, methodNotAllowed, preflight, refuseQuery } from "#lib/api/respond.ts";

const PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

export async function GET(request: Request): Promise<Response> {
  return refuseQuery(request) ?? answerNow(toPrometheus(await getHealth()), PROMETHEUS);
}

export const OPTIONS = preflight("GET", "HEAD");
export const POST = methodNotAllowed("GET", "HEAD");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
