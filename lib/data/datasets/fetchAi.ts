import { metricDataset } from "../metric.ts";
import { type FetchPart, fetchHub } from "../sources/fetchHub.ts";

const DAY = 86_400;

/** Stake and supply of FET on Fetch.ai's own chain; most FET is on Ethereum and not counted. */
export const fetchAi = metricDataset<FetchPart>({
  id: "fetch-ai",
  title: "Fetch.ai: FET staked on the native chain",
  metrics: {
    staked: { unit: "FET", min: 1_000_000, max: 5_000_000_000 },
    /** Of the native chain's supply, not of all FET. */
    bondedShare: { unit: "%", min: 0.1, max: 100 },
    /** All FET together is about 2.7 billion: more than twice that is a fault of units. */
    supply: { unit: "FET", min: 50_000_000, max: 6_000_000_000 },
  },
  sources: [fetchHub],
  maxAgeSeconds: 14 * DAY,
});
