import type { Source } from "../dataset.ts";
import { metricDataset } from "../metric.ts";
import { defillamaRef, fetchFees } from "../sources/defillamaFees.ts";
import { readingsOf } from "../sources/readings.ts";
import { fetchTokenSupply } from "../sources/solanaSupply.ts";

const DAY = 86_400;

/** `render`, `render-network` and `rndr` are unknown to the source. */
const SLUG = "render-network-bme";
const MINT = "rndrizKT3MK1iimdxRdWabcF7Zg7AR5T4nud4EkHBof";

/** Paid work: the RENDER burned for it on Solana in dollars, over the 95 % of a payment that is burned. */
const work: Source<"work24h" | "work7d" | "work30d", number> = {
  ...defillamaRef,
  offers: ["work24h", "work7d", "work30d"],
  async fetch(wanted, http) {
    const { fees, observedAt } = await fetchFees(http, SLUG);
    const amounts = { work24h: fees.day, work7d: fees.week, work30d: fees.month };
    return readingsOf(amounts, observedAt).filter(({ part }) => wanted.includes(part));
  },
};

const solana: Source<"supplySolana", number> = {
  id: "solana",
  name: "Solana",
  url: `https://explorer.solana.com/address/${MINT}`,
  offers: ["supplySolana"],
  async fetch(_wanted, http) {
    const supply = await fetchTokenSupply(http, MINT);
    return [{ part: "supplySolana", value: supply, observedAt: new Date().toISOString() }];
  },
};

/**
 * What users pay to Render, and its tokens on Solana.
 *
 * Bounds: the work of a month was some 200,000 US dollars in September 2026; tokens are bounded by
 * the most there can ever be, both chains together.
 */
export const render = metricDataset({
  id: "render",
  title: "Render: paid work and token supply",
  metrics: {
    work24h: { unit: "USD", min: 1, max: 10_000_000 },
    work7d: { unit: "USD", min: 10, max: 70_000_000 },
    work30d: { unit: "USD", min: 100, max: 300_000_000 },
    /** Not the whole supply: old RNDR on Ethereum remains. */
    supplySolana: { unit: "RENDER", min: 100_000_000, max: 644_245_094 },
  },
  sources: [work, solana],
  maxAgeSeconds: 14 * DAY,
});
