import { openApi } from "#lib/api/openapi.ts";
import { answerJson, methodNotAllowed, preflight, refuseQuery } from "#lib/api/respond.ts";
import { listDatasets } from "#lib/server/dataRuntime.ts";
import { getEnv } from "#lib/server/env.ts";

export function GET(request: Request): Response {
  return refuseQuery(request) ?? answerJson(request, openApi(listDatasets(), getEnv().SITE_URL));
}

export const OPTIONS = preflight("GET", "HEAD");
export const POST = methodNotAllowed("GET", "HEAD");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
