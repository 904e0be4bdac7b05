import { type NetworkId, networkIds } from "../networks.ts";
import { revenueToEmissions } from "./coverage.ts";
import type { DatasetId, StateOf } from "./datasets.ts";
import {
  type Derived,
  dilution30d,
  fullyDilutedRatio,
  gpuShareLeased,
  marketplaceDiscounts,
  type SupplySnapshot,
} from "./derived.ts";

/** What kind of figure it is; pages have words for each. */
export const derivedKinds = [
  "fullyDiluted",
  "dilution",
  "coverage",
  "utilisation",
  "discount",
] as const;

export type DerivedFigure = {
  kind: (typeof derivedKinds)[number];
  /** The part or parts of the dataset it is about, the one measured first. */
  of: readonly string[];
  figure: Derived;
};

/** How a figure gets its inputs: cached while a page is generated, straight from the store else. */
export type DerivedInputs = {
  state<Id extends DatasetId>(id: Id): Promise<StateOf<Id>>;
  /** Stored circulating supplies of about a month ago and now. */
  supplies(): Promise<Partial<Record<NetworkId, SupplySnapshot[]>>>;
};

/** Networks whose revenue is counted and for whose emission a primary source states a rule. */
const coverageNetworks = ["render"] as const;

/** The figures computed from a dataset, each with formula, inputs and reason where there is none. */
export async function deriveFigures(
  id: DatasetId,
  inputs: DerivedInputs,
): Promise<DerivedFigure[]> {
  if (id === "prices") return [...(await dilutedRatios(inputs)), ...(await dilutions(inputs))];
  if (id === "revenue") return coverages(inputs);
  if (id === "akash") return utilisation(inputs);
  if (id === "gpu-prices") return discounts(inputs);
  return [];
}

async function dilutedRatios({ state }: DerivedInputs): Promise<DerivedFigure[]> {
  const { figures } = await state("prices");
  return networkIds.map((network) => ({
    kind: "fullyDiluted",
    of: [network],
    figure: fullyDilutedRatio(figures[network]),
  }));
}

async function dilutions({ supplies }: DerivedInputs): Promise<DerivedFigure[]> {
  const known = await supplies();
  return networkIds.map((network) => ({
    kind: "dilution",
    of: [network],
    figure: dilution30d(known[network] ?? []),
  }));
}

async function coverages({ state }: DerivedInputs): Promise<DerivedFigure[]> {
  const revenue = await state("revenue");
  return Promise.all(
    coverageNetworks.map(async (network) => {
      const { closes } = (await state(`history-${network}`)).figures;
      const figure = revenueToEmissions(network, revenue.figures[network], closes);
      return { kind: "coverage" as const, of: [network], figure };
    }),
  );
}

async function utilisation({ state }: DerivedInputs): Promise<DerivedFigure[]> {
  const { gpusLeased, gpusTotal } = (await state("akash")).figures;
  const figure = gpuShareLeased({ leased: gpusLeased, total: gpusTotal });
  return [{ kind: "utilisation", of: ["gpusLeased", "gpusTotal"], figure }];
}

async function discounts({ state }: DerivedInputs): Promise<DerivedFigure[]> {
  const { figures } = await state("gpu-prices");
  return marketplaceDiscounts(figures).map(({ marketplace, cloud, discount }) => ({
    kind: "discount",
    of: [marketplace, cloud],
    figure: discount,
  }));
}
