import { z } from "zod";
import type { Http, RequestOptions } from "../http.ts";

const answerSchema = z.object({
  result: z.unknown().optional(),
  error: z.object({ code: z.number() }).nullish(),
});

/**
 * @param answer of a JSON-RPC server
 * @returns its `result`, which the caller has to check
 * @throws for an error, which many servers send with status 200
 */
export function parseRpc(answer: unknown): unknown {
  const { result, error } = answerSchema.parse(answer);
  // The number only: the server's own words are not ours to repeat.
  if (error) throw new Error(`JSON-RPC error ${error.code}`);
  if (result === undefined) throw new Error("no JSON-RPC result");
  return result;
}

/** Calls one method of the JSON-RPC server at an address. */
export async function askRpc(
  http: Http,
  url: string,
  [method, params]: readonly [method: string, params: readonly unknown[]],
  options?: RequestOptions,
): Promise<unknown> {
  const answer = await http.post(url, { jsonrpc: "2.0", id: 1, method, params }, options);
  return parseRpc(answer);
}
