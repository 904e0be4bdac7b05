/**
 * Akash Console API. `GET /v1/dashboard-data`, `GET /v1/network-capacity`,
 * `GET /v1/graph-data/dailyUUsdSpent`.
 *
 * Terms: keyless, code Apache-2.0, no terms for the data: credit "Akash Console API". No stated
 * limit; answers are cached for 15–60 s; only Akash's own sites may call from a browser.
 * Traps: money and tokens are µ-units, as numbers; when its database fails each block becomes
 * zeros with status 200; `…UUsdcSpent` and `…UActSpent` are one number twice, so spending is read
 * from `dailyUUsdSpent`, which has everything in it. https://console-api.akash.network/v1/doc
 */
import { z } from "zod";
import type { Reading, Source } from "../dataset.ts";
import { dropContradiction, type Report } from "./contradiction.ts";
import { readingsOf } from "./readings.ts";

const API = "https://console-api.akash.network/v1";
const NAME = "Akash Console API";

/** µUSD and uakt are millionths. */
const MICRO = 1_000_000;

/** A number that may be missing; in another form it is missing too, and costs no other. */
const number = z.number().nullish().catch(null);

/** A block that may be missing. */
const block = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape).nullish().catch(null);

const dashboardSchema = z.object({
  now: z.object({ date: z.iso.datetime(), activeLeaseCount: number, dailyUUsdSpent: number }),
  chainStats: block({ bondedTokens: number, totalSupply: number }),
  networkCapacity: block({ activeProviderCount: number, activeGPU: number, totalGPU: number }),
});

const capacitySchema = z.object({
  activeProviderCount: number,
  resources: z.object({ gpu: z.object({ active: number, total: number }) }),
});

const historySchema = z.object({
  currentValue: number,
  /** Oldest first, one a day. */
  snapshots: z.array(z.object({ date: z.iso.datetime() })).min(1),
});

export type AkashCapacityPart = "gpusLeased" | "gpusTotal" | "providers";
export type AkashPart = AkashCapacityPart | "spentPerDay" | "activeLeases" | "supply" | "staked";

const whole = (micro: number | null | undefined) => micro && micro / MICRO;

/** @param answer of `/v1/dashboard-data` */
export function parseDashboard(
  answer: unknown,
  report: Report<AkashPart>,
): Reading<AkashPart, number>[] {
  const { now, chainStats, networkCapacity } = dashboardSchema.parse(answer);
  const readings = readingsOf<AkashPart>(
    {
      spentPerDay: whole(now.dailyUUsdSpent),
      activeLeases: now.activeLeaseCount,
      gpusLeased: networkCapacity?.activeGPU,
      gpusTotal: networkCapacity?.totalGPU,
      providers: networkCapacity?.activeProviderCount,
      supply: whole(chainStats?.totalSupply),
      staked: whole(chainStats?.bondedTokens),
    },
    now.date,
  );
  const sound = dropContradiction(readings, ["gpusLeased", "gpusTotal"], report);
  return dropContradiction(sound, ["staked", "supply"], report);
}

/**
 * @param answer of `/v1/network-capacity`
 * @param observedAt instant of retrieval: the answer has no date
 */
export function parseCapacity(
  answer: unknown,
  observedAt: string,
  report: Report<AkashCapacityPart>,
): Reading<AkashCapacityPart, number>[] {
  const { activeProviderCount, resources } = capacitySchema.parse(answer);
  const { active, total } = resources.gpu;
  const readings = readingsOf<AkashCapacityPart>(
    { gpusLeased: active, gpusTotal: total, providers: activeProviderCount },
    observedAt,
  );
  return dropContradiction(readings, ["gpusLeased", "gpusTotal"], report);
}

/** @param answer of `/v1/graph-data/dailyUUsdSpent`; dated by the last day it has */
export function parseSpending(answer: unknown): Reading<"spentPerDay", number>[] {
  const { currentValue, snapshots } = historySchema.parse(answer);
  const days = snapshots.map(({ date }) => date.slice(0, 10)).sort();
  return readingsOf({ spentPerDay: whole(currentValue) }, days.at(-1) ?? "");
}

export const akashDashboard: Source<AkashPart, number> = {
  id: "akash-console",
  name: NAME,
  url: `${API}/dashboard-data`,
  offers: [
    "spentPerDay",
    "activeLeases",
    "gpusLeased",
    "gpusTotal",
    "providers",
    "supply",
    "staked",
  ],
  async fetch(wanted, http, report) {
    const readings = parseDashboard(await http.json(`${API}/dashboard-data`), report);
    return readings.filter(({ part }) => wanted.includes(part));
  },
};

/** For what the dashboard has left open: its blocks fail one by one. */
export const akashCapacity: Source<AkashCapacityPart, number> = {
  id: "akash-console-capacity",
  name: NAME,
  url: `${API}/network-capacity`,
  offers: ["gpusLeased", "gpusTotal", "providers"],
  async fetch(wanted, http, report) {
    const answer = await http.json(`${API}/network-capacity`);
    const readings = parseCapacity(answer, new Date().toISOString(), report);
    return readings.filter(({ part }) => wanted.includes(part));
  },
};

/** The same for spending. */
export const akashSpending: Source<"spentPerDay", number> = {
  id: "akash-console-spending",
  name: NAME,
  url: `${API}/graph-data/dailyUUsdSpent`,
  offers: ["spentPerDay"],
  fetch: async (_wanted, http) =>
    parseSpending(await http.json(`${API}/graph-data/dailyUUsdSpent`)),
};
