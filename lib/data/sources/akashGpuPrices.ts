/**
 * Akash Console API. `GET /v1/gpu-prices`: what providers bid for GPUs in the last weeks.
 *
 * Terms and limits as in `akashConsole.ts`; about 16 s on a cold cache, hence a longer time-out.
 * Traps: a model has a row for each memory size and interface; `price` is null where nobody bid
 * (no price, which is not a price of 0); the answer has no date.
 * https://console-api.akash.network/v1/doc
 */
import { z } from "zod";
import type { Reading, Source } from "../dataset.ts";
import type { Report } from "./contradiction.ts";

export const ADDRESS = "https://console-api.akash.network/v1/gpu-prices";
export const TIMEOUT_MS = 30_000;

/** The same name with other memory is another product: A100 40 GB, H100 NVL 94 GB. */
export const cards = {
  h100: ["h100", "80Gi"],
  "a100-80": ["a100", "80Gi"],
  rtx4090: ["rtx4090", "24Gi"],
} as const;

export type AkashGpu = keyof typeof cards;

/** Bids in US dollars per GPU-hour; `rented` and `total` are numbers of GPUs. */
export const gpuOfferSchema = z.object({
  min: z.number().positive(),
  median: z.number().positive(),
  max: z.number().positive(),
  rented: z.number().int().min(0),
  total: z.number().int().positive(),
});

export type GpuOffer = z.infer<typeof gpuOfferSchema>;

/** All rows are read so far that ours can be told from the others, which may be as they like. */
const answerSchema = z.object({ models: z.array(z.unknown()) });

const nameSchema = z.object({ vendor: z.literal("nvidia"), model: z.string(), ram: z.string() });

const count = z.number().int().min(0);
const usd = z.number().positive();

const rowSchema = z.object({
  interface: z.string(),
  availability: z
    .object({ total: count, available: count })
    .refine(({ total, available }) => available <= total, "more available than there are"),
  price: z.object({ currency: z.literal("USD"), min: usd, med: usd, max: usd }).nullish(),
});

type Row = z.infer<typeof rowSchema>;

/**
 * @param answer of `/v1/gpu-prices`
 * @param observedAt instant of retrieval
 */
export function parseGpuPrices(
  answer: unknown,
  observedAt: string,
  report: Report<AkashGpu>,
): Reading<AkashGpu, GpuOffer>[] {
  const { models } = answerSchema.parse(answer);
  return (Object.keys(cards) as AkashGpu[]).flatMap((part) => {
    const rows = z.array(rowSchema).safeParse(models.filter((row) => isCard(row, part)));
    if (!rows.success) {
      report(part, z.prettifyError(rows.error));
      return [];
    }
    const value = mergeInterfaces(uniqueBy(rows.data, (row) => row.interface));
    if (!value) report(part, "no bids");
    return value ? [{ part, value, observedAt }] : [];
  });
}

function isCard(row: unknown, part: AkashGpu): boolean {
  const name = nameSchema.safeParse(row).data;
  const [model, ram] = cards[part];
  return name?.model === model && name.ram === ram;
}

function uniqueBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  const seen = new Map(items.toReversed().map((item) => [key(item), item]));
  return items.filter((item) => seen.get(key(item)) === item);
}

/**
 * One offer of all interfaces (SXM, PCIe) of a card: GPUs are added, the range spans all bids. Medians
 * cannot be merged without the bids themselves, so it is that of the interface with the most GPUs.
 *
 * @returns `null` when there is no bid on any of them
 */
function mergeInterfaces(rows: readonly Row[]): GpuOffer | null {
  const sum = (key: "total" | "available") =>
    rows.reduce((all, { availability }) => all + availability[key], 0);
  const bids = rows
    .toSorted((a, b) => b.availability.total - a.availability.total)
    .flatMap(({ price }) => price ?? []);
  const [main] = bids;
  const total = sum("total");
  if (!main || total === 0) return null;
  return {
    min: Math.min(...bids.map(({ min }) => min)),
    median: main.med,
    max: Math.max(...bids.map(({ max }) => max)),
    rented: total - sum("available"),
    total,
  };
}

export const akashGpuPrices: Source<AkashGpu, GpuOffer> = {
  id: "akash-console",
  name: "Akash Console API",
  url: ADDRESS,
  offers: Object.keys(cards) as AkashGpu[],
  async fetch(wanted, http, report) {
    const answer = await http.json(ADDRESS, { timeoutMs: TIMEOUT_MS });
    const readings = parseGpuPrices(answer, new Date().toISOString(), report);
    return readings.filter(({ part }) => wanted.includes(part));
  },
};
