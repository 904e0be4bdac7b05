/**
 * Filecoin by the JSON-RPC of public Lotus nodes. `Filecoin.StateMinerPower`,
 * `Filecoin.StateVMCirculatingSupplyInternal`, both about the head of the chain.
 *
 * Terms: public chain data; the nodes are keyless, a courtesy without promise, limits not stated.
 * Traps: errors come with status 200; all amounts are texts, bytes and attoFIL (10^-18 FIL), both
 * beyond 2^53; `TotalPower` is the whole network's, `MinerPower` is not; public nodes know only
 * recent state. https://docs.filecoin.io/reference/json-rpc
 */
import { z } from "zod";
import type { Reading, Source } from "../dataset.ts";
import type { Http } from "../http.ts";
import type { SourceRef } from "../snapshot.ts";
import { fromBaseUnits } from "../units.ts";
import { askRpc } from "./jsonRpc.ts";
import { digits, readEach, readingsOf } from "./readings.ts";

/** Powers in EiB (2^60 bytes), the rest in FIL. */
export type FilecoinPart = "rawPower" | "qualityAdjustedPower" | "circulating" | "locked" | "burnt";

const BYTES_PER_EIB = 2 ** 60;
const ATTOFIL_DECIMALS = 18;
/** The method wants a miner, but tells the network's total whichever it is. */
const ANY_MINER = "f01000";
/** The head of the chain. */
const HEAD = null;

const powerSchema = z.object({
  TotalPower: z.object({ RawBytePower: digits.nullish(), QualityAdjPower: digits.nullish() }),
});

const supplySchema = z.object({
  FilCirculating: digits.nullish(),
  FilLocked: digits.nullish(),
  FilBurnt: digits.nullish(),
});

/** @param result of `Filecoin.StateMinerPower` */
export function parsePower(result: unknown, observedAt: string): Reading<FilecoinPart, number>[] {
  const { RawBytePower, QualityAdjPower } = powerSchema.parse(result).TotalPower;
  const values = { rawPower: toEib(RawBytePower), qualityAdjustedPower: toEib(QualityAdjPower) };
  return readingsOf(values, observedAt);
}

/** @param result of `Filecoin.StateVMCirculatingSupplyInternal` */
export function parseCirculation(
  result: unknown,
  observedAt: string,
): Reading<FilecoinPart, number>[] {
  const supply = supplySchema.parse(result);
  const values = {
    circulating: toFil(supply.FilCirculating),
    locked: toFil(supply.FilLocked),
    burnt: toFil(supply.FilBurnt),
  };
  return readingsOf(values, observedAt);
}

/** Dividing by a power of two is exact: rounding happens once, when the integer becomes a number. */
function toEib(bytes: string | null | undefined): number | null {
  return bytes ? Number(BigInt(bytes)) / BYTES_PER_EIB : null;
}

function toFil(attoFil: string | null | undefined): number | null {
  return attoFil ? fromBaseUnits(attoFil, ATTOFIL_DECIMALS) : null;
}

function createLotus(ref: SourceRef, rpc: string): Source<FilecoinPart, number> {
  const ask = (http: Http, method: string, params: readonly unknown[]) =>
    askRpc(http, rpc, [method, params]);
  return {
    ...ref,
    offers: ["rawPower", "qualityAdjustedPower", "circulating", "locked", "burnt"],
    fetch(wanted, http, report) {
      const observedAt = new Date().toISOString();
      const power = () => ask(http, "Filecoin.StateMinerPower", [ANY_MINER, HEAD]);
      const supply = () => ask(http, "Filecoin.StateVMCirculatingSupplyInternal", [HEAD]);
      return readEach<FilecoinPart>(
        [
          {
            parts: ["rawPower", "qualityAdjustedPower"],
            read: async () => parsePower(await power(), observedAt),
          },
          {
            parts: ["circulating", "locked", "burnt"],
            read: async () => parseCirculation(await supply(), observedAt),
          },
        ],
        wanted,
        report,
      );
    },
  };
}

export const glif = createLotus(
  { id: "glif", name: "Filecoin chain, read through Glif", url: "https://api.node.glif.io" },
  "https://api.node.glif.io/rpc/v1",
);

export const chainup = createLotus(
  {
    id: "chainup-filecoin",
    name: "Filecoin chain, read through ChainUp",
    url: "https://filecoin.chainup.net",
  },
  "https://filecoin.chainup.net/rpc/v1",
);
