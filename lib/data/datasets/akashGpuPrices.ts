import type { Dataset } from "../dataset.ts";
import { implausibleMetric } from "../metric.ts";
import {
  type AkashGpu,
  akashGpuPrices as bids,
  type GpuOffer,
  gpuOfferSchema,
} from "../sources/akashGpuPrices.ts";

const DAY = 86_400;

/** No data-centre card was ever let for less or more; beyond it a unit was mixed up. */
const PRICE = { unit: "USD/GPU-hour", min: 0.02, max: 50 };
/** Akash had some 400 GPUs in all in September 2026. */
const MAX_GPUS = 100_000;

/** What providers on Akash ask for a GPU-hour, and how many of the GPUs are rented. */
export const akashGpuPrices: Dataset<AkashGpu, GpuOffer> = {
  id: "akash-gpu-prices",
  title: "Akash: GPU prices",
  parts: ["h100", "a100-80", "rtx4090"],
  // A handful of them on a few providers: days without any bid are to be expected, and asking
  // again every quarter of an hour is dear, the answer takes the console 16 seconds.
  optional: ["rtx4090"],
  unit: () => PRICE.unit,
  value: gpuOfferSchema,
  sources: [bids],
  maxAgeSeconds: 14 * DAY,
  implausible: implausibleOffer,
  seed: {},
};

/** Why an offer cannot be true, or `null`. The median alone is measured by the last one: bids at the edges come and go. */
export function implausibleOffer(next: GpuOffer, last: GpuOffer | undefined): string | null {
  const { min, median, max, rented, total } = next;
  if (!(min <= median && median <= max)) return `median ${median} is not within ${min}–${max}`;
  if (!(rented >= 0 && rented <= total)) return `${rented} of ${total} GPUs rented`;
  if (total > MAX_GPUS) return `${total} GPUs are out of bounds`;
  return (
    implausibleMetric(min, undefined, PRICE) ??
    implausibleMetric(max, undefined, PRICE) ??
    implausibleMetric(median, last?.median, PRICE)
  );
}
