import { toCsv } from "#lib/api/csv.ts";
import { getDocument } from "#lib/api/datasets.ts";
import {
  answer,
  answerJson,
  methodNotAllowed,
  preflight,
  problem,
  refuseQuery,
} from "#lib/api/respond.ts";

type Context = RouteContext<"/api/v1/datasets/[id]">;

/** One dataset as JSON, or as CSV with `.csv` behind its id. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const refused = refuseQuery(request);
  if (refused) return refused;
  const [, id = "", csv] = /^(.*?)(\.csv)?$/.exec((await params).id) ?? [];
  const dataset = await getDocument(id);
  if (!dataset) {
    return problem(404, `There is no dataset "${id}"; /api/v1/datasets lists them all.`);
  }
  return csv
    ? answer(request, toCsv(dataset), "text/csv; charset=utf-8; header=present")
    : answerJson(request, dataset);
}

export const OPTIONS = preflight("GET", "HEAD");
export const POST = methodNotAllowed("GET", "HEAD");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
