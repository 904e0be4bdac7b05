/**
 * The Akash chain itself, by public nodes: supply and stake where the console has none.
 *
 * Endpoints, terms, limits and traps: `cosmos.ts`. AKT counts in uakt, 6 decimals.
 * Hosts: https://github.com/cosmos/chain-registry/blob/master/akash/chain.json
 */
import type { Source } from "../dataset.ts";
import { type CosmosChain, fetchPool, fetchSupply } from "./cosmos.ts";
import { readEach, readingsOf } from "./readings.ts";

const akash: CosmosChain = {
  hosts: ["akash-rest.publicnode.com", "akash-api.polkachu.com", "rest-akash.ecostake.com"],
  denom: "uakt",
  decimals: 6,
};

export const akashChain: Source<"supply" | "staked", number> = {
  id: "akash-chain",
  name: "Akash chain",
  url: "https://akash-rest.publicnode.com/cosmos/staking/v1beta1/pool",
  offers: ["supply", "staked"],
  fetch(wanted, http, report) {
    const now = () => new Date().toISOString();
    return readEach<"supply" | "staked">(
      [
        {
          parts: ["supply"],
          read: async () => readingsOf({ supply: await fetchSupply(http, akash) }, now()),
        },
        {
          parts: ["staked"],
          read: async () => readingsOf({ staked: (await fetchPool(http, akash)).bonded }, now()),
        },
      ],
      wanted,
      report,
    );
  },
};
