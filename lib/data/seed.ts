import { z } from "zod";
import { type NetworkId, networkIds } from "../networks.ts";
import type { SeedPart } from "./dataset.ts";
import { type Price, priceOnly } from "./price.ts";
import seed from "./seed.json" with { type: "json" };
import { sourceRefSchema } from "./snapshot.ts";

/**
 * The values shipped with the repository: only what a named source dates. Most networks have
 * none and read "not available" until the first fetch.
 */
const seedSchema = z.strictObject({
  prices: z.partialRecord(
    z.enum(networkIds),
    z.strictObject({
      usd: z.number().positive(),
      observedAt: z.string(),
      /** `low`: a secondary source, or a rounded figure in a text about something else. */
      confidence: z.enum(["high", "low"]),
      source: sourceRefSchema,
    }),
  ),
});

export const priceSeed: Partial<Record<NetworkId, SeedPart<Price>>> = Object.fromEntries(
  Object.entries(seedSchema.parse(seed).prices).map(([network, entry]) => [
    network,
    {
      observedAt: entry.observedAt,
      source: entry.source,
      confidence: entry.confidence,
      value: priceOnly({ usd: entry.usd, eur: null }),
    },
  ]),
);
