/**
 * Akash Console API. `GET /v1/gpu-prices`.
 *
 * Keyless; no terms found, credit "Akash Console API". About 16 s on a cold cache.
 * Each provider counts once, with a bid of the last 31 days for one GPU: the Console's own test
 * bid if there is one, else its cheapest. Prices include the small CPU share of that bid.
 * Traps: a model comes once per memory size and interface; where a provider made no bid for that
 * very variant, one for another counts; `price` is null without bids. Only the number of
 * providers that own the card is told, not of those that bid, so `count` stays unknown.
 * https://github.com/akash-network/console
 */
import { z } from "zod";
import type { Reading, Source } from "../../dataset.ts";
import { amountOrNull } from "../../price.ts";
import { ADDRESS, cards, TIMEOUT_MS } from "../akashGpuPrices.ts";
import { type GpuPart, type GpuPrice, gpuOffers, partsOf } from "./offer.ts";

const number = z.number().nullish();

const answerSchema = z.object({
  models: z.array(
    z.object({
      vendor: z.string(),
      model: z.string(),
      ram: z.string(),
      interface: z.string(),
      price: z
        .object({ currency: z.literal("USD"), min: number, med: number, max: number })
        .nullish(),
    }),
  ),
});

type Model = z.infer<typeof answerSchema>["models"][number];

/** @param observedAt when it was asked: the answer has no date */
export function parseAkashGpu(answer: unknown, observedAt: string): Reading<GpuPart, GpuPrice>[] {
  const { models } = answerSchema.parse(answer);
  return partsOf("akash").flatMap((part) => {
    const price = models.find((model) => isCard(model, part))?.price;
    const [min, median, max] = [price?.min, price?.med, price?.max].map(amountOrNull);
    if (!min || !median || !max) return [];
    const value = { ...gpuOffers[part], region: null, count: null, min, median, max };
    return [{ part, value, observedAt }];
  });
}

function isCard(row: Model, part: GpuPart): boolean {
  const { sku, variant } = gpuOffers[part];
  const [model, ram] = cards[sku];
  // Written "SXM4", "SXM5", "PCIe", "PCIE" …
  const fits = row.interface.toLowerCase().startsWith(variant.toLowerCase());
  return row.vendor === "nvidia" && row.model === model && row.ram === ram && fits;
}

export const akashGpu: Source<GpuPart, GpuPrice> = {
  id: "akash-console",
  name: "Akash Console API",
  url: "https://akash.network/pricing/gpus/",
  offers: partsOf("akash"),
  async fetch(_wanted, http) {
    const answer = await http.json(ADDRESS, { timeoutMs: TIMEOUT_MS });
    return parseAkashGpu(answer, new Date().toISOString());
  },
};
