/**
 * Bittensor by the JSON-RPC of public nodes of its chain, a Substrate one. `state_getStorage`.
 *
 * Terms: public chain data, keyless. OnFinality: 5 requests a second, a burst gives error −32029,
 * no batches; Opentensor's own entry point: about 100 a minute. Neither promises anything.
 * Traps: errors come with status 200; a value is hex in little endian of fixed width, and `null`
 * where the chain has moved it; `TotalNetworks` counts the root network, which is no subnet;
 * `BlockEmission` is stale since the halving of December 2025 and not read.
 * https://docs.learnbittensor.org · https://polkadot.js.org/docs/substrate/rpc#state
 */
import { z } from "zod";
import type { Reading, Source } from "../dataset.ts";
import type { SourceRef } from "../snapshot.ts";
import { fromBaseUnits } from "../units.ts";
import { NODE_TIMEOUT_MS } from "./hosts.ts";
import { askRpc } from "./jsonRpc.ts";
import { type Call, readEach, readingsOf } from "./readings.ts";

/** Issued and staked in TAO, share in per cent of the 21 million there can ever be. */
export type BittensorPart = "issued" | "issuedShare" | "staked" | "subnets";

const RAO_DECIMALS = 9;
const MAX_TAO = 21_000_000;

/** Storage keys: hashes of the pallet's name, `SubtensorModule`, and of the value's. */
const keys = {
  totalIssuance: "0x658faa385070e074c85bf6b568cf055557c875e4cff74148e4628f264b974c80",
  totalStake: "0x658faa385070e074c85bf6b568cf05554f85a3603259384a5fa5494b7d7fdb8c",
  totalNetworks: "0x658faa385070e074c85bf6b568cf05555f3bb7bcd0a076a48abf8c256d221721",
};

/**
 * @param result of `state_getStorage`
 * @param bytes width of the stored type: 8 for u64, 2 for u16
 */
export function parseUnsigned(result: unknown, bytes: 2 | 8): bigint {
  const hex = z
    .string()
    .length(2 + 2 * bytes)
    .regex(/^0x[\da-f]+$/i)
    .parse(result);
  return BigInt(`0x${Buffer.from(hex.slice(2), "hex").reverse().toString("hex")}`);
}

const toTao = (result: unknown): number =>
  fromBaseUnits(parseUnsigned(result, 8).toString(), RAO_DECIMALS);

/** @param tao issued so far */
export const issuedReadings = (tao: number | null | undefined, observedAt: string) =>
  readingsOf({ issued: tao, issuedShare: tao && (tao / MAX_TAO) * 100 }, observedAt);

/** @param result storage of `TotalIssuance` */
export const parseIssuance = (result: unknown, observedAt: string) =>
  issuedReadings(toTao(result), observedAt);

/** @param result storage of `TotalStake` */
export const parseStake = (result: unknown, observedAt: string): Reading<"staked", number>[] =>
  readingsOf({ staked: toTao(result) }, observedAt);

/** @param result storage of `TotalNetworks` */
export function parseNetworks(result: unknown, observedAt: string): Reading<"subnets", number>[] {
  const networks = Number(parseUnsigned(result, 2));
  return readingsOf({ subnets: networks && networks - 1 }, observedAt);
}

function createSubtensor(ref: SourceRef, rpc: string): Source<BittensorPart, number> {
  return {
    ...ref,
    offers: ["issued", "issuedShare", "staked", "subnets"],
    fetch(wanted, http, report) {
      const observedAt = new Date().toISOString();
      const call = (
        parts: BittensorPart[],
        key: string,
        parse: (result: unknown, observedAt: string) => Reading<BittensorPart, number>[],
      ): Call<BittensorPart> => ({
        parts,
        read: async () => {
          const options = { timeoutMs: NODE_TIMEOUT_MS };
          return parse(await askRpc(http, rpc, ["state_getStorage", [key]], options), observedAt);
        },
      });
      const calls = [
        call(["issued", "issuedShare"], keys.totalIssuance, parseIssuance),
        call(["staked"], keys.totalStake, parseStake),
        call(["subnets"], keys.totalNetworks, parseNetworks),
      ];
      return readEach(calls, wanted, report);
    },
  };
}

export const onFinality = createSubtensor(
  {
    id: "onfinality-bittensor",
    name: "Bittensor chain, read through OnFinality",
    url: "https://bittensor-finney.api.onfinality.io/public",
  },
  "https://bittensor-finney.api.onfinality.io/public",
);

export const opentensor = createSubtensor(
  {
    id: "opentensor",
    name: "Bittensor chain, read through Opentensor",
    url: "https://entrypoint-finney.opentensor.ai",
  },
  "https://entrypoint-finney.opentensor.ai/",
);
