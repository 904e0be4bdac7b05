import { getSummaries } from "#lib/api/datasets.ts";
import { answerJson, methodNotAllowed, preflight, refuseQuery } from "#lib/api/respond.ts";

export async function GET(request: Request): Promise<Response> {
  return refuseQuery(request) ?? answerJson(request, { datasets: await getSummaries() });
}

export const OPTIONS = preflight("GET", "HEAD");
export const POST = methodNotAllowed("GET", "HEAD");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
