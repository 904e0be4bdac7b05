import { problem } from "#lib/api/respond.ts";

/** Every other address below /api: programs get their 404 in JSON. */
export function GET(request: Request): Response {
  const { pathname } = new URL(request.url);
  return problem(404, `There is nothing at ${pathname}; /api/v1/openapi.json describes the API.`);
}

export const POST = GET;
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
