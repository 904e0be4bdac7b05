/**
 * Azure Retail Prices API. `GET /api/retail/prices`, one question per machine.
 *
 * Keyless and documented as public; 429 was seen. US dollars are the reference currency.
 * The price of a whole machine on demand, with Linux, divided by its GPUs. One region stands for
 * all: `median` is the price in `eastus`, where most comparisons are made; `min` and `max` are
 * those of all public regions, `count` is their number.
 * Traps: values in the filter are case-sensitive; Windows, Spot and Low Priority rows share the
 * machine's name; `effectiveStartDate` says since when a price holds, which may be years ago, so
 * a price is dated by the question. https://learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices
 */

import { z } from "zod";
import type { Reading, Source } from "../../dataset.ts";
import type { Http } from "../../http.ts";
import { readEach } from "../readings.ts";
import { type GpuPart, type GpuPrice, partsOf, summarise } from "./offer.ts";

const API = "https://prices.azure.com/api/retail/prices";
const TIMEOUT_MS = 30_000;
const REFERENCE_REGION = "eastus";
/** One machine fills a part of a single page of 1,000 rows; more pages mean the filter is ignored. */
const MAX_PAGES = 5;

const machines: Partial<Record<GpuPart, { name: string; gpus: number }>> = {
  "azure-h100-list": { name: "Standard_ND96isr_H100_v5", gpus: 8 },
  "azure-h100-nvl-list": { name: "Standard_NC40ads_H100_v5", gpus: 1 },
  "azure-a100-80-list": { name: "Standard_NC24ads_A100_v4", gpus: 1 },
};

const rowSchema = z.object({
  currencyCode: z.string(),
  retailPrice: z.number().nullable(),
  armRegionName: z.string(),
  armSkuName: z.string(),
  meterName: z.string(),
  skuName: z.string(),
  productName: z.string(),
  unitOfMeasure: z.string(),
  type: z.string(),
});

const pageSchema = z.object({
  Items: z.array(rowSchema),
  NextPageLink: z.string().nullish(),
});

type Row = z.infer<typeof rowSchema>;

/**
 * @param pages the answers for the machine of `part`
 * @param observedAt when they were asked for
 */
export function parseAzure(
  pages: readonly unknown[],
  part: GpuPart,
  observedAt: string,
): Reading<GpuPart, GpuPrice>[] {
  const machine = machines[part];
  if (!machine) return [];
  const rows = pages.flatMap((page) => pageSchema.parse(page).Items);
  const perGpu = new Map<string, number>();
  for (const row of rows) {
    const known = perGpu.has(row.armRegionName);
    if (known || !row.retailPrice || !isOnDemandLinux(row, machine.name)) continue;
    perGpu.set(row.armRegionName, row.retailPrice / machine.gpus);
  }
  const median = perGpu.get(REFERENCE_REGION);
  const range = summarise(part, [...perGpu.values()]);
  if (!range || !median || median < 0) return [];
  return [{ part, value: { ...range, region: REFERENCE_REGION, median }, observedAt }];
}

function isOnDemandLinux(row: Row, machine: string): boolean {
  const hourly = row.currencyCode === "USD" && row.unitOfMeasure === "1 Hour";
  const names = `${row.meterName} ${row.skuName}`;
  return (
    hourly &&
    row.armSkuName === machine &&
    row.type === "Consumption" &&
    !row.productName.endsWith("Windows") &&
    !/\b(spot|low priority)\b/i.test(names) &&
    // Not open to everyone.
    !/^us(gov|dod|nat|sec)/.test(row.armRegionName)
  );
}

/**
 * Where the answer goes on, or `null`.
 *
 * @throws for an address at another host: none is ever taken from data
 */
export function nextPage(page: unknown): string | null {
  const link = pageSchema.parse(page).NextPageLink;
  if (!link) return null;
  const { host, protocol } = new URL(link);
  if (host !== new URL(API).host || protocol !== "https:") throw new Error(`next page at ${host}`);
  return link;
}

function firstPage(machine: string): string {
  const filter = `serviceName eq 'Virtual Machines' and priceType eq 'Consumption' and armSkuName eq '${machine}'`;
  return `${API}?$filter=${encodeURIComponent(filter)}`;
}

async function fetchPart(part: GpuPart, http: Http) {
  const pages: unknown[] = [];
  let url: string | null = firstPage(machines[part]?.name ?? "");
  while (url) {
    if (pages.length === MAX_PAGES) throw new Error(`more than ${MAX_PAGES} pages`);
    const page = await http.json(url, { timeoutMs: TIMEOUT_MS });
    pages.push(page);
    url = nextPage(page);
  }
  return parseAzure(pages, part, new Date().toISOString());
}

export const azure: Source<GpuPart, GpuPrice> = {
  id: "azure",
  name: "Azure Retail Prices",
  url: "https://azure.microsoft.com/pricing/details/virtual-machines/linux/",
  offers: partsOf("azure"),
  fetch(wanted, http, report) {
    const calls = wanted.map((part) => ({ parts: [part], read: () => fetchPart(part, http) }));
    return readEach(calls, wanted, report);
  },
};
