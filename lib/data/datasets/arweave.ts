import { metricDataset } from "../metric.ts";
import { type ArweaveNodePart, arIo, arweaveNet } from "../sources/arweave.ts";
import { type TurboPart, turbo } from "../sources/turbo.ts";

const DAY = 86_400;

/** How much Arweave stores, and what storing costs. */
export const arweave = metricDataset<ArweaveNodePart | TurboPart>({
  id: "arweave",
  title: "Arweave: data stored and price of storing",
  metrics: {
    /** Decimal terabytes, 10^12 bytes since genesis. 97 TB in August 2022, and it only grows. */
    stored: { unit: "TB", min: 90, max: 100_000 },
    /** One in about two minutes; block 1,006,670 was of August 2022. */
    height: { unit: "blocks", min: 1_000_000, max: 10_000_000 },
    /** To the network, without a service's fee. Follows the AR price: 1 to 2 AR at 2 dollars. */
    gibPriceAr: { unit: "AR", min: 0.01, max: 100 },
    /** Turbo's price with its fee: a few dollars; the network aims at a steady cost in dollars. */
    gibPriceUsd: { unit: "USD", min: 0.05, max: 500 },
    gibPriceEur: { unit: "EUR", min: 0.05, max: 500 },
  },
  sources: [arweaveNet, arIo, turbo],
  maxAgeSeconds: 14 * DAY,
});
