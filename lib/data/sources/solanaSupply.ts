/**
 * Solana, public RPC nodes. `POST /` with the JSON-RPC method `getTokenSupply`.
 *
 * Terms: public chain data, no promise of service; api.mainnet-beta.solana.com allows 40 calls of
 * one method in 10 s per IP and may refuse with 403, hence three hosts, asked in order.
 * Traps: errors come with status 200; `uiAmount` is a rounded number or null, so the value is
 * computed from `amount`, a text. https://solana.com/docs/rpc/http/gettokensupply
 */
import { z } from "zod";
import type { Http } from "../http.ts";
import { fromBaseUnits } from "../units.ts";
import { firstAnswer, NODE_TIMEOUT_MS } from "./hosts.ts";
import { parseRpc } from "./jsonRpc.ts";
import { digits } from "./readings.ts";

/** Any of them answers any method that the guide uses. */
export const solanaHosts = [
  "api.mainnet-beta.solana.com",
  "solana-rpc.publicnode.com",
  "solana.drpc.org",
] as const;

const supplySchema = z.object({
  value: z.object({
    /** A token of the guide without supply does not exist: 0 is refused. */
    amount: digits.regex(/[1-9]/, "is 0"),
    /** A byte on chain; nothing in use comes near 30, and a larger one would cost us time. */
    decimals: z.number().int().min(0).max(30),
  }),
});

/**
 * @param answer of `getTokenSupply`
 * @returns supply in whole tokens
 */
export function parseTokenSupply(answer: unknown): number {
  const { amount, decimals } = supplySchema.parse(parseRpc(answer)).value;
  return fromBaseUnits(amount, decimals);
}

/** Supply of an SPL token in whole tokens, from the first host that tells. */
export function fetchTokenSupply(http: Http, mint: string): Promise<number> {
  const question = { jsonrpc: "2.0", id: 1, method: "getTokenSupply", params: [mint] };
  return firstAnswer(solanaHosts, async (host) =>
    parseTokenSupply(await http.post(`https://${host}/`, question, { timeoutMs: NODE_TIMEOUT_MS })),
  );
}
