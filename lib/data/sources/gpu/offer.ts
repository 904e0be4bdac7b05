import { z } from "zod";
import { amountOrNull } from "../../price.ts";

const gpuPriceSchemaParts = {
  /** Which card; prices of two of them are never compared. */
  sku: z.enum(["h100", "a100-80", "rtx4090"]),
  /** How it is built in: SXM boards share NVLink, the others sit in PCIe slots. */
  variant: z.enum(["SXM", "PCIe", "NVL"]),
  /**
   * `list`: the seller's own price on demand. `marketplace`: what independent providers ask for,
   * on demand. `spot`: may be taken away at any time.
   */
  kind: z.enum(["list", "marketplace", "spot"]),
  seller: z.enum(["akash", "runpod", "vast", "ionet", "azure"]),
};

const usdPerHour = z.number().positive();

/** What one GPU costs per hour, in US dollars, at one seller and under one kind of contract. */
export const gpuPriceSchema = z.object({
  ...gpuPriceSchemaParts,
  /** The seller's name for the region that `median` is the price of; `null`: not tied to one. */
  region: z.string().nullable(),
  /** How many prices the other three were drawn from; `null`: the seller does not say. */
  count: z.number().int().positive().nullable(),
  min: usdPerHour,
  median: usdPerHour,
  max: usdPerHour,
});

export type GpuPrice = z.infer<typeof gpuPriceSchema>;
export type Offer = Pick<GpuPrice, "sku" | "variant" | "kind" | "seller">;

/**
 * Everything that is asked for, `SELLER-SKU-KIND`. Of each card the variant that most sellers
 * have, so that like is compared with like; where a seller has another one, its name says so.
 */
export const gpuOffers = {
  "akash-h100-marketplace": {
    seller: "akash",
    sku: "h100",
    variant: "SXM",
    kind: "marketplace",
  },
  "akash-a100-80-marketplace": {
    seller: "akash",
    sku: "a100-80",
    variant: "SXM",
    kind: "marketplace",
  },
  "akash-rtx4090-marketplace": {
    seller: "akash",
    sku: "rtx4090",
    variant: "PCIe",
    kind: "marketplace",
  },
  "runpod-h100-list": { seller: "runpod", sku: "h100", variant: "SXM", kind: "list" },
  "runpod-h100-marketplace": {
    seller: "runpod",
    sku: "h100",
    variant: "SXM",
    kind: "marketplace",
  },
  "runpod-h100-spot": { seller: "runpod", sku: "h100", variant: "SXM", kind: "spot" },
  "runpod-a100-80-list": { seller: "runpod", sku: "a100-80", variant: "SXM", kind: "list" },
  "runpod-a100-80-marketplace": {
    seller: "runpod",
    sku: "a100-80",
    variant: "SXM",
    kind: "marketplace",
  },
  "runpod-a100-80-spot": { seller: "runpod", sku: "a100-80", variant: "SXM", kind: "spot" },
  "runpod-rtx4090-list": { seller: "runpod", sku: "rtx4090", variant: "PCIe", kind: "list" },
  "runpod-rtx4090-marketplace": {
    seller: "runpod",
    sku: "rtx4090",
    variant: "PCIe",
    kind: "marketplace",
  },
  "runpod-rtx4090-spot": { seller: "runpod", sku: "rtx4090", variant: "PCIe", kind: "spot" },
  "vast-h100-marketplace": { seller: "vast", sku: "h100", variant: "SXM", kind: "marketplace" },
  "vast-a100-80-marketplace": {
    seller: "vast",
    sku: "a100-80",
    variant: "SXM",
    kind: "marketplace",
  },
  "vast-rtx4090-marketplace": {
    seller: "vast",
    sku: "rtx4090",
    variant: "PCIe",
    kind: "marketplace",
  },
  "ionet-h100-list": { seller: "ionet", sku: "h100", variant: "SXM", kind: "list" },
  "ionet-a100-80-list": { seller: "ionet", sku: "a100-80", variant: "SXM", kind: "list" },
  "ionet-rtx4090-list": { seller: "ionet", sku: "rtx4090", variant: "PCIe", kind: "list" },
  "azure-h100-list": { seller: "azure", sku: "h100", variant: "SXM", kind: "list" },
  "azure-h100-nvl-list": { seller: "azure", sku: "h100", variant: "NVL", kind: "list" },
  "azure-a100-80-list": { seller: "azure", sku: "a100-80", variant: "PCIe", kind: "list" },
} as const satisfies Record<string, Offer>;

export type GpuPart = keyof typeof gpuOffers;

export const gpuParts = Object.keys(gpuOffers) as GpuPart[];

export function partsOf(seller: Offer["seller"]): GpuPart[] {
  return gpuParts.filter((part) => gpuOffers[part].seller === seller);
}

/** `null`, where no price is left: sellers print 0 and null for what they do not offer. */
export function summarise(
  part: GpuPart,
  prices: readonly (number | null | undefined)[],
): GpuPrice | null {
  const sorted = prices
    .map(amountOrNull)
    .filter((price) => price !== null)
    .sort((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (min === undefined || max === undefined) return null;
  const median = medianOf(sorted);
  return { ...gpuOffers[part], region: null, count: sorted.length, min, median, max };
}

/** @param sorted not empty */
function medianOf(sorted: readonly number[]): number {
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  // Not (lower + upper) / 2, whose rounding could leave the range.
  return lower + (upper - lower) / 2;
}
