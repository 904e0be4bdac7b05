import { type NetworkId, networkIds } from "../networks.ts";
import type { SupplySnapshot } from "./derived.ts";
import type { DataRuntime } from "./load.ts";
import { priceSchema } from "./price.ts";
import type { Snapshot } from "./snapshot.ts";

/** Days back at which an entry of the history is looked for, best first. */
const DAYS_BACK = [30, 29, 31, 28, 32, 27, 33, 26, 34, 25, 35];

/**
 * Circulating supplies as the store kept them: the newest, and those of the day nearest to a month
 * ago that has an entry. A site that has run for less than 25 days has none of the latter.
 */
export async function readSupplies({
  store,
  now,
  acceptSamples,
}: DataRuntime): Promise<Partial<Record<NetworkId, SupplySnapshot[]>>> {
  const newest = await store.read("prices").catch(() => null);
  let older: Snapshot | null = null;
  for (const days of DAYS_BACK) {
    const day = new Date(now().getTime() - days * 86_400_000).toISOString().slice(0, 10);
    older ??= await store.readDay("prices", day).catch(() => null);
  }
  const snapshots = [older, newest].filter((snapshot) => snapshot !== null);
  return Object.fromEntries(
    networkIds.map((network) => [
      network,
      snapshots.flatMap((snapshot) => supplyOf(snapshot, network, acceptSamples)),
    ]),
  );
}

function supplyOf(
  snapshot: Snapshot,
  network: NetworkId,
  acceptSamples: boolean,
): SupplySnapshot[] {
  const part = snapshot.parts[network];
  const value = priceSchema.safeParse(part?.value).data?.supply.circulating;
  if (!part || !value || (part.sample && !acceptSamples)) return [];
  const { observedAt, source, sample } = part;
  return [{ value, observedAt, source, status: sample ? "sample" : "live" }];
}
