/**
 * Vast.ai. `POST /api/v0/bundles/`, one search per card.
 *
 * Works without the key that the documentation describes; limits not documented.
 * The median of all verified on-demand offers of one GPU, not the cheapest.
 * Traps: `dph_total` is for the whole offer, so it is divided by `num_gpus`; a 40 GB A100 and
 * rebuilt 48 GB cards share the name with ours, so memory is compared too; the list is sorted by
 * price, so one that was cut off would make the median too low and is refused.
 * https://docs.vast.ai/api-reference
 */

import { z } from "zod";
import type { Reading, Source } from "../../dataset.ts";
import type { Http } from "../../http.ts";
import { readEach } from "../readings.ts";
import { type GpuPart, type GpuPrice, gpuOffers, partsOf, summarise } from "./offer.ts";

const ADDRESS = "https://console.vast.ai/api/v0/bundles/";
/** Several times what is on offer of one card; about 2 kB each. */
const LIMIT = 1_000;

/** Vast's name of each card, in the variant of `gpuOffers`, and its memory in MiB. */
const cards = {
  h100: { name: "H100 SXM", minRam: 79_000, maxRam: 83_000 },
  "a100-80": { name: "A100 SXM4", minRam: 79_000, maxRam: 83_000 },
  rtx4090: { name: "RTX 4090", minRam: 23_000, maxRam: 25_000 },
} as const satisfies Record<GpuPrice["sku"], { name: string; minRam: number; maxRam: number }>;

const answerSchema = z.object({
  offers: z.array(
    z.object({
      gpu_name: z.string(),
      num_gpus: z.number().int().positive(),
      gpu_ram: z.number(),
      dph_total: z.number().nullish(),
      verification: z.string().nullish(),
      rentable: z.boolean().nullish(),
      rented: z.boolean().nullish(),
      id: z.number(),
    }),
  ),
});

type VastOffer = z.infer<typeof answerSchema>["offers"][number];

/**
 * @param answer of the search for the card of `part`
 * @param observedAt when it was asked: the answer has no date
 */
export function parseVast(
  answer: unknown,
  part: GpuPart,
  observedAt: string,
): Reading<GpuPart, GpuPrice>[] {
  const { offers } = answerSchema.parse(answer);
  if (offers.length >= LIMIT) throw new Error(`more than ${LIMIT} offers`);
  const unique = new Map(offers.map((offer) => [offer.id, offer]));
  const prices = [...unique.values()]
    .filter((offer) => isFor(offer, part))
    .map(({ dph_total, num_gpus }) => dph_total && dph_total / num_gpus);
  const value = summarise(part, prices);
  return value ? [{ part, value, observedAt }] : [];
}

/** The search says all this as well; a filter that the vendor renames must not go unnoticed. */
function isFor(offer: VastOffer, part: GpuPart): boolean {
  const { name, minRam, maxRam } = cards[gpuOffers[part].sku];
  const isCard = offer.gpu_name === name && offer.gpu_ram >= minRam && offer.gpu_ram <= maxRam;
  return isCard && offer.verification === "verified" && !offer.rented && offer.rentable !== false;
}

function searchFor(part: GpuPart) {
  const { name, minRam, maxRam } = cards[gpuOffers[part].sku];
  return {
    gpu_name: { eq: name },
    gpu_ram: { gte: minRam, lte: maxRam },
    num_gpus: { eq: 1 },
    rentable: { eq: true },
    rented: { eq: false },
    verified: { eq: true },
    external: { eq: false },
    type: "on-demand",
    order: [["dph_total", "asc"]],
    limit: LIMIT,
  };
}

export const vast: Source<GpuPart, GpuPrice> = {
  id: "vast",
  name: "Vast.ai",
  url: "https://vast.ai/pricing",
  offers: partsOf("vast"),
  fetch(wanted, http, report) {
    const calls = wanted.map((part) => ({ parts: [part], read: () => fetchPart(part, http) }));
    return readEach(calls, wanted, report);
  },
};

async function fetchPart(part: GpuPart, http: Http) {
  const answer = await http.post(ADDRESS, searchFor(part));
  return parseVast(answer, part, new Date().toISOString());
}
