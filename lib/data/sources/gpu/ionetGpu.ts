/**
 * io.net explorer. `GET /v1/io-explorer/network/market-snapshot`.
 *
 * Keyless and undocumented: it may change or vanish. io.net's own price per card-hour (`price`;
 * dearer ones for bare metal, Kubernetes, containers and virtual machines are told apart there).
 * Traps: prices are null or 0 where nothing is offered; "hired" and "total" are not read here.
 * https://explorer.io.net
 */
import { z } from "zod";
import type { Reading, Source } from "../../dataset.ts";
import { type GpuPart, type GpuPrice, gpuOffers, partsOf, summarise } from "./offer.ts";

const ADDRESS = "https://api.io.solutions/v1/io-explorer/network/market-snapshot?hardware_type=gpu";

/** The names are NVIDIA's driver names; the A100's was not seen in a recorded answer. */
const cards: Record<GpuPrice["sku"], string> = {
  h100: "H100 80GB HBM3",
  "a100-80": "A100-SXM4-80GB",
  rtx4090: "GeForce RTX 4090",
};

const answerSchema = z.object({
  status: z.literal("succeeded"),
  data: z.array(z.object({ hardware_name: z.string(), price: z.number().nullish() })),
});

/** @param observedAt when it was asked: the answer has no date */
export function parseIonetGpu(answer: unknown, observedAt: string): Reading<GpuPart, GpuPrice>[] {
  const { data } = answerSchema.parse(answer);
  return partsOf("ionet").flatMap((part) => {
    const card = data.find(({ hardware_name }) => hardware_name === cards[gpuOffers[part].sku]);
    const value = summarise(part, [card?.price]);
    return value ? [{ part, value, observedAt }] : [];
  });
}

export const ionetGpu: Source<GpuPart, GpuPrice> = {
  id: "io-net",
  name: "io.net explorer",
  url: "https://explorer.io.net",
  offers: partsOf("ionet"),
  async fetch(_wanted, http) {
    return parseIonetGpu(await http.json(ADDRESS), new Date().toISOString());
  },
};
