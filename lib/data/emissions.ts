import type { NetworkId } from "../networks.ts";
import type { SourceRef } from "./snapshot.ts";

/** How many new tokens a protocol's own rules issue, as read in a primary source. */
export type EmissionRule = {
  token: string;
  /** Tokens per day. */
  perDay: number;
  /** First and last UTC day of the rule. */
  from: string;
  to: string;
  source: SourceRef;
  /** Date of the state of the source that was read. */
  asOf: string;
  /** What the rule leaves out, in English; `null`: nothing known. */
  note: string | null;
};

/**
 * Only rules that a primary source states with a date. The other networks issue by formulas of
 * their current state or by decisions that no source dates: they get no figure, and no estimate.
 */
export const emissionRules: Partial<Record<NetworkId, readonly EmissionRule[]>> = {
  render: [
    {
      token: "RENDER",
      perDay: 5_900_000 / 365,
      from: "2025-12-20",
      to: "2026-12-19",
      source: {
        id: "rnp-022",
        name: "Render Network Proposal RNP-022",
        url: "https://github.com/rendernetwork/RNPs",
      },
      asOf: "2026-05-18",
      note: "Budget of year 3 for grants, nodes and operations, spread evenly over its days.",
    },
  ],
  helium: [
    {
      token: "HNT",
      // 7.5 M a year: 20,547.9 a day.
      perDay: 7_500_000 / 365,
      from: "2025-08-01",
      to: "2027-07-31",
      source: {
        id: "hip-20",
        name: "Helium Improvement Proposal HIP-20",
        url: "https://github.com/helium/HIP",
      },
      asOf: "2026-07-13",
      note: "Scheduled emission only. Not counted: burned HNT issued again (at most 1,643.84 a day) and the supplement of HIP-149 (about 196,000 a day), whose start is not confirmed.",
    },
  ],
  bittensor: [
    {
      token: "TAO",
      // 7,200 blocks of 0.5 TAO.
      perDay: 3_600,
      // The first whole day after the halving of 14–15 December.
      from: "2025-12-16",
      // Halvings follow the issued supply; at this rate the next cannot come before.
      to: "2029-11-30",
      source: {
        id: "subtensor",
        name: "Bittensor node code (subtensor)",
        url: "https://github.com/opentensor/subtensor",
      },
      asOf: "2026-06-30",
      note: "The rule of the code, not a measurement: blocks that come late are not considered.",
    },
  ],
};

/** The rule in force on a day, or `undefined`. */
export function emissionRuleOn(network: NetworkId, day: string): EmissionRule | undefined {
  return emissionRules[network]?.find(({ from, to }) => from <= day && day <= to);
}
