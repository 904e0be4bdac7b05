import { getHealth } from "#lib/api/datasets.ts";
import { toPrometheus } from "#lib/api/health.ts";
import { methodNotAllowed, refuseQuery } from "#lib/api/respond.ts";

export async function GET(request: Request): Promise<Response> {
  const headers = {
    "content-type": "text/plain; version=0.0.4; charset=utf-8",
    "cache-control": "no-store",
  };
  return refuseQuery(request) ?? new Response(toPrometheus(await getHealth()), { headers });
}

export const POST = methodNotAllowed("GET", "HEAD");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
