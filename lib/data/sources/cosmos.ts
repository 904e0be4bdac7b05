/**
 * Any Cosmos SDK chain by its LCD (REST) nodes. `GET /cosmos/bank/v1beta1/supply/by_denom`,
 * `GET /cosmos/staking/v1beta1/pool`.
 *
 * Terms: public chain data; the nodes are a courtesy without promise or stated limit, hence
 * several hosts, asked in order. Traps: amounts are texts of up to 28 digits; a route that a node
 * has switched off answers `{code, message, details}`; 0 means that the node knows nothing.
 * https://docs.cosmos.network/api · hosts: https://github.com/cosmos/chain-registry
 */
import { z } from "zod";
import type { Http } from "../http.ts";
import { fromBaseUnits } from "../units.ts";
import { firstAnswer, NODE_TIMEOUT_MS } from "./hosts.ts";
import { digits } from "./readings.ts";

/** A chain without supply or stake does not exist: 0 is refused like a text. */
const positive = digits.regex(/[1-9]/, "is 0");

const supplySchema = z.object({ amount: z.object({ denom: z.string(), amount: positive }) });

const poolSchema = z.object({
  pool: z.object({ bonded_tokens: positive, not_bonded_tokens: digits }),
});

/** A chain's staking token: `uakt` has 6 decimals, `afet` 18. */
export type CosmosChain = { hosts: readonly string[]; denom: string; decimals: number };

/** Whole tokens that are staked, and that wait to be free again. */
export type StakingPool = { bonded: number; notBonded: number };

/**
 * @param answer of `/supply/by_denom`
 * @returns supply in whole tokens
 */
export function parseSupply(answer: unknown, denom: string, decimals: number): number {
  const { amount } = supplySchema.parse(answer);
  if (amount.denom !== denom) throw new Error(`supply of ${amount.denom}, not of ${denom}`);
  return fromBaseUnits(amount.amount, decimals);
}

/** @param answer of `/staking/v1beta1/pool` */
export function parsePool(answer: unknown, decimals: number): StakingPool {
  const { pool } = poolSchema.parse(answer);
  return {
    bonded: fromBaseUnits(pool.bonded_tokens, decimals),
    notBonded: fromBaseUnits(pool.not_bonded_tokens, decimals),
  };
}

/** Supply in whole tokens, from the first host that tells. */
export function fetchSupply(http: Http, { hosts, denom, decimals }: CosmosChain): Promise<number> {
  const path = `/cosmos/bank/v1beta1/supply/by_denom?denom=${denom}`;
  return firstAnswer(hosts, async (host) =>
    parseSupply(await get(http, host, path), denom, decimals),
  );
}

/** The staking pool, from the first host that tells. */
export function fetchPool(http: Http, { hosts, decimals }: CosmosChain): Promise<StakingPool> {
  const path = "/cosmos/staking/v1beta1/pool";
  return firstAnswer(hosts, async (host) => parsePool(await get(http, host, path), decimals));
}

const get = (http: Http, host: string, path: string) =>
  http.json(`https://${host}${path}`, { timeoutMs: NODE_TIMEOUT_MS });
