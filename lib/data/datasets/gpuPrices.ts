import type { Dataset } from "../dataset.ts";
import { akashGpu } from "../sources/gpu/akashGpu.ts";
import { azure } from "../sources/gpu/azure.ts";
import { ionetGpu } from "../sources/gpu/ionetGpu.ts";
import { type GpuPart, type GpuPrice, gpuParts, gpuPriceSchema } from "../sources/gpu/offer.ts";
import { runpod } from "../sources/gpu/runpod.ts";
import { vast } from "../sources/gpu/vast.ts";

/** Rental prices move within weeks; two weeks old they are another market's. */
const MAX_AGE_SECONDS = 14 * 86_400;

/** USD per GPU-hour. No card of ours is rented for less or more anywhere. */
const BOUNDS = { min: 0.02, max: 50 };
/** A median that changed by more within one period is held back. */
const MAX_JUMP = 20;

/** Always on offer and documented enough: without them another early attempt is worth it. */
const required: readonly GpuPart[] = [
  "akash-h100-marketplace",
  "runpod-h100-list",
  "azure-h100-list",
];

/** What one GPU costs per hour, by seller, card and kind of contract; see `GpuPrice`. */
export const gpuPrices: Dataset<GpuPart, GpuPrice> = {
  id: "gpu-prices",
  title: "GPU rental prices",
  parts: gpuParts,
  optional: gpuParts.filter((part) => !required.includes(part)),
  unit: () => "USD/GPU-hour",
  value: gpuPriceSchema,
  // No two offer the same: the order is one of time, so that the slow ones come last.
  sources: [runpod, ionetGpu, vast, akashGpu, azure],
  maxAgeSeconds: MAX_AGE_SECONDS,
  implausible: implausibleGpuPrice,
  seed: {},
};

/** Why a price cannot be true, or `null`. */
export function implausibleGpuPrice(next: GpuPrice, last: GpuPrice | undefined): string | null {
  const { min, median, max } = next;
  if (!(min >= BOUNDS.min && max <= BOUNDS.max)) return `${min}–${max} USD/h is out of bounds`;
  if (!(min <= median && median <= max)) return `${median} USD/h is not within ${min}–${max}`;
  const jump = last ? Math.max(median / last.median, last.median / median) : 1;
  return jump > MAX_JUMP ? `${median} USD/h is a jump by a factor of ${jump.toFixed(1)}` : null;
}
