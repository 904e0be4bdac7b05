/**
 * RunPod. `POST /graphql`, query `gpuTypes`.
 *
 * Keyless; limits not documented; link to the provider. Prices per GPU-hour without storage.
 * "Secure" is RunPod's own cloud in data centres (list), "community" the machines of others
 * (marketplace); spot can be interrupted and is told for both, hence two prices behind it.
 * Traps: 0 and null both mean "not offered"; errors come with status 200 in `errors`.
 * https://docs.runpod.io
 */
import { z } from "zod";
import type { Reading, Source } from "../../dataset.ts";
import { type GpuPart, type GpuPrice, gpuOffers, partsOf, summarise } from "./offer.ts";

const ADDRESS = "https://api.runpod.io/graphql";
const QUERY =
  "query { gpuTypes { id memoryInGb securePrice communityPrice secureSpotPrice communitySpotPrice } }";

/** RunPod's id of each card, in the variant of `gpuOffers`, and its memory in GB. */
const cards = {
  h100: ["NVIDIA H100 80GB HBM3", 80],
  "a100-80": ["NVIDIA A100-SXM4-80GB", 80],
  rtx4090: ["NVIDIA GeForce RTX 4090", 24],
} as const satisfies Record<GpuPrice["sku"], readonly [id: string, memoryInGb: number]>;

const number = z.number().nullish();

const gpuTypeSchema = z.object({
  id: z.string(),
  memoryInGb: number,
  securePrice: number,
  communityPrice: number,
  secureSpotPrice: number,
  communitySpotPrice: number,
});

const answerSchema = z.object({ data: z.object({ gpuTypes: z.array(gpuTypeSchema) }) });
const errorsSchema = z.object({ errors: z.array(z.unknown()).min(1) });

/** @param observedAt when it was asked: the answer has no date */
export function parseRunpod(answer: unknown, observedAt: string): Reading<GpuPart, GpuPrice>[] {
  if (errorsSchema.safeParse(answer).success) throw new Error("GraphQL errors");
  const { gpuTypes } = answerSchema.parse(answer).data;
  return partsOf("runpod").flatMap((part) => {
    const { sku, kind } = gpuOffers[part];
    const [id, memory] = cards[sku];
    const card = gpuTypes.find((type) => type.id === id && type.memoryInGb === memory);
    const value = card ? summarise(part, pricesOf(card, kind)) : null;
    return value ? [{ part, value, observedAt }] : [];
  });
}

function pricesOf(card: z.infer<typeof gpuTypeSchema>, kind: GpuPrice["kind"]) {
  const prices = {
    list: [card.securePrice],
    marketplace: [card.communityPrice],
    spot: [card.secureSpotPrice, card.communitySpotPrice],
  };
  return prices[kind];
}

export const runpod: Source<GpuPart, GpuPrice> = {
  id: "runpod",
  name: "RunPod",
  url: "https://www.runpod.io/pricing",
  offers: partsOf("runpod"),
  async fetch(_wanted, http) {
    const answer = await http.post(ADDRESS, { query: QUERY });
    return parseRunpod(answer, new Date().toISOString());
  },
};
