import { metricDataset } from "../metric.ts";
import { akashChain } from "../sources/akashChain.ts";
import { akashCapacity, akashDashboard, akashSpending } from "../sources/akashConsole.ts";

const DAY = 86_400;

/** AKT that can ever exist. */
const MAX_SUPPLY = 388_539_008;

/**
 * What is rented on Akash, and what its token secures.
 *
 * Bounds: a µ-unit that was divided twice or not at all falls out of them. For comparison, July
 * 2026: 7,535 US dollars a day, 704 leases, 120 of 247 GPUs, 60 providers, 296 M AKT, 88 M staked.
 */
export const akash = metricDataset({
  id: "akash",
  title: "Akash: rented compute, providers and stake",
  metrics: {
    /** What tenants paid in the last 24 hours, in all tokens, at their prices in dollars. */
    spentPerDay: { unit: "USD/day", min: 10, max: 10_000_000 },
    activeLeases: { unit: "leases", min: 1, max: 100_000 },
    gpusLeased: { unit: "GPU", min: 1, max: 100_000 },
    gpusTotal: { unit: "GPU", min: 1, max: 100_000 },
    providers: { unit: "providers", min: 1, max: 10_000 },
    // Tokens are burned for compute credits since March 2026, so the supply may shrink.
    supply: { unit: "AKT", min: 100_000_000, max: MAX_SUPPLY },
    staked: { unit: "AKT", min: 1_000_000, max: MAX_SUPPLY },
  },
  // The chain comes second because it is elsewhere: when the console hangs, the time of a round
  // is not spent on its other routes first.
  sources: [akashDashboard, akashChain, akashCapacity, akashSpending],
  // Leases turn over by the hundred in a day: older figures say little about today.
  maxAgeSeconds: 14 * DAY,
});
