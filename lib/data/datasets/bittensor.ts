import { metricDataset } from "../metric.ts";
import { metagraph } from "../sources/metagraph.ts";
import { type BittensorPart, onFinality, opentensor } from "../sources/substrate.ts";

const DAY = 86_400;

/** There will never be more. */
const MAX_TAO = 21_000_000;

/** How many TAO there are, what they do, and how many subnets they pay. */
export const bittensor = metricDataset<BittensorPart>({
  id: "bittensor",
  title: "Bittensor: TAO issued and staked, subnets",
  metrics: {
    /** 11.18 million in mid-2026, and 3,600 more a day; recycled TAO takes off a little. */
    issued: { unit: "TAO", min: 9_000_000, max: MAX_TAO },
    issuedShare: { unit: "%", min: 40, max: 100 },
    staked: { unit: "TAO", min: 100_000, max: MAX_TAO },
    /** Without the root network. 128 was the limit in 2026. */
    subnets: { unit: "subnets", min: 1, max: 4_096 },
  },
  sources: [onFinality, opentensor, metagraph],
  maxAgeSeconds: 14 * DAY,
});
