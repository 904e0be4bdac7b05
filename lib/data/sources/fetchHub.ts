/**
 * Fetch.ai's own chain by its LCD nodes; endpoints and terms in cosmos.ts.
 *
 * Trap: the larger part of all FET lives as an ERC-20 token on Ethereum. These are numbers of the
 * native chain alone. The old host rest-fetchhub.fetch-ai.com is gone.
 * https://github.com/cosmos/chain-registry/tree/master/fetchhub
 */
import type { Reading, Source } from "../dataset.ts";
import { type CosmosChain, fetchPool, fetchSupply } from "./cosmos.ts";
import { readEach, readingsOf } from "./readings.ts";

/** Staked and supply in FET, share in per cent of the native chain's supply. */
export type FetchPart = "staked" | "bondedShare" | "supply";

const chain: CosmosChain = {
  hosts: ["rest-fetchhub.fetch.ai", "fetch-rest.publicnode.com", "fetch-api.polkachu.com"],
  denom: "afet",
  decimals: 18,
};

/** @param bonded,supply in FET */
export const bondedShare = (
  bonded: number,
  supply: number,
  observedAt: string,
): Reading<"bondedShare", number>[] =>
  readingsOf({ bondedShare: (bonded / supply) * 100 }, observedAt);

export const fetchHub: Source<FetchPart, number> = {
  id: "fetchhub",
  name: "Fetch.ai chain",
  url: "https://rest-fetchhub.fetch.ai/cosmos/staking/v1beta1/pool",
  offers: ["staked", "bondedShare", "supply"],
  async fetch(wanted, http, report) {
    const observedAt = new Date().toISOString();
    const pool = fetchPool(http, chain);
    const supply = fetchSupply(http, chain);
    // Waited for here, so that a failure that no wanted part meets is not left unhandled.
    await Promise.allSettled([pool, supply]);
    return readEach<FetchPart>(
      [
        {
          parts: ["staked"],
          read: async () => readingsOf({ staked: (await pool).bonded }, observedAt),
        },
        {
          parts: ["supply"],
          read: async () => readingsOf({ supply: await supply }, observedAt),
        },
        {
          parts: ["bondedShare"],
          read: async () => bondedShare((await pool).bonded, await supply, observedAt),
        },
      ],
      wanted,
      report,
    );
  },
};
