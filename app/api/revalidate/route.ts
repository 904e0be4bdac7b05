import { revalidateTag } from "next/cache";
import { fetchDatasets, regeneratePages } from "#lib/api/refresh.ts";
import { methodNotAllowed, problem } from "#lib/api/respond.ts";
import { isAuthorised, revalidateRequestSchema } from "#lib/api/revalidate.ts";
import { findDataset, listDatasets } from "#lib/server/dataRuntime.ts";
import { getEnv } from "#lib/server/env.ts";

/**
 * Fetches datasets now and regenerates the pages that show them.
 *
 * Next marks tags only when a request is over. So the pages are asked for by a request that first
 * had the tags marked by another one, to this same address.
 */
export async function POST(request: Request): Promise<Response> {
  const secret = getEnv().REVALIDATE_SECRET;
  if (!secret) return problem(404, "This server has no REVALIDATE_SECRET, so nothing is here.");
  if (!isAuthorised(request, secret)) {
    return problem(401, "The bearer secret is missing or wrong.", { "www-authenticate": "Bearer" });
  }
  const body = revalidateRequestSchema.safeParse(await request.json().catch(() => null));
  if (!body.success) {
    return problem(400, 'The body must be JSON such as {"tags":["dataset:prices"]}.');
  }
  const ids = idsOf(body.data.tags);
  const unknown = ids.find((id) => !findDataset(id));
  if (unknown) return problem(404, `There is no dataset "${unknown}".`);
  if (body.data.step === "mark") {
    for (const id of ids) revalidateTag(`dataset:${id}`, "max");
    return new Response(null, { status: 204 });
  }
  const datasets = await fetchDatasets(ids);
  const pages = await regeneratePages(ids, secret);
  return Response.json({ datasets, pages }, { headers: { "cache-control": "no-store" } });
}

function idsOf(tags: readonly string[]): string[] {
  const named = tags.map((tag) => tag.replace("dataset:", ""));
  const all = listDatasets().map(({ id }) => id);
  return [...new Set(named.flatMap((id) => (id === "*" ? all : id)))];
}

export const GET = methodNotAllowed("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
