import { rm } from "node:fs/promises";
import { vi } from "vitest";
import type { Dataset, DatasetState, Figure } from "#lib/data/dataset.ts";
import { createDatasets } from "#lib/data/datasets.ts";
import { type DataRuntime, loadDataset } from "#lib/data/load.ts";
import { runRound } from "#lib/data/round.ts";
import type { Failure, StoredPart } from "#lib/data/snapshot.ts";
import { createDataRuntime } from "#lib/server/dataRuntime.ts";
import { parseEnv } from "#lib/server/env.ts";
import { type FaultName, faults, isFault } from "#tests/upstream/faults.ts";
import { startUpstream, type Upstream } from "#tests/upstream/server.ts";
import {
  COINGECKO,
  COINPAPRIKA,
  DEFILLAMA,
  FRANKFURTER,
  hurryTimeouts,
  START,
  temporaryFolder,
} from "./support.ts";

export type AnyDataset = Dataset<string, unknown>;

export const datasets = Object.values<AnyDataset>(createDatasets({ coingecko: undefined }));
export const faultNames: FaultName[] = Object.keys(faults).filter(isFault);

/** Hosts that stand in for each other, in the order in which they are asked. */
const chains: readonly (readonly string[])[] = [
  [COINGECKO, DEFILLAMA, COINPAPRIKA],
  [COINGECKO, FRANKFURTER],
  [
    "console-api.akash.network",
    "akash-rest.publicnode.com",
    "akash-api.polkachu.com",
    "rest-akash.ecostake.com",
  ],
  ["api.mainnet-beta.solana.com", "solana-rpc.publicnode.com", "solana.drpc.org"],
  ["api.node.glif.io", "filecoin.chainup.net"],
  ["arweave.net", "ar-io.net"],
  ["bittensor-finney.api.onfinality.io", "entrypoint-finney.opentensor.ai", "api.metagraph.sh"],
  ["rest-fetchhub.fetch.ai", "fetch-rest.publicnode.com", "fetch-api.polkachu.com"],
];

/** Those that must be down so that a host is asked at all. */
export function hostsBefore(host: string): readonly string[] {
  const chain = chains.find((names) => names.includes(host)) ?? [];
  return chain.slice(0, Math.max(0, chain.indexOf(host)));
}

/** What one load showed of one dataset, and what the store says about it. */
export type Seen = { state: DatasetState<string, unknown>; failures: Failure[] | "unreadable" };
export type Round = ReadonlyMap<string, Seen>;

export type MatrixWorld = {
  upstream: Upstream;
  runtime: DataRuntime;
  load(wanted: readonly AnyDataset[]): Promise<Round>;
  /** Lets the clock run on, for the engine and for sources that read the date themselves. */
  pass(seconds: number): void;
  now(): string;
  /** How often a host was asked so far. */
  asked(host: string): number;
  close(): Promise<void>;
};

/**
 * The engine with all its datasets, as in `startWorld`; also fakes `Date`, which is undone by
 * `vi.useRealTimers()`.
 */
export async function startMatrixWorld(): Promise<MatrixWorld> {
  const upstream = await startUpstream();
  upstream.setSample(false);
  const folder = await temporaryFolder();
  let time = Date.parse(START);
  vi.useFakeTimers({ toFake: ["Date"], now: time });
  const runtime: DataRuntime = {
    ...createDataRuntime(parseEnv({ DATA_DIR: folder, UPSTREAM_GATEWAY: upstream.url })),
    now: () => new Date(time),
  };
  const see = async (dataset: AnyDataset): Promise<[string, Seen]> => {
    const state = await loadDataset(dataset, runtime);
    const stored = await runtime.store.read(dataset.id);
    return [dataset.id, { state, failures: stored?.round.failures ?? "unreadable" }];
  };
  return {
    upstream,
    runtime,
    load: async (wanted) => new Map(await Promise.all(wanted.map(see))),
    pass(seconds) {
      time += seconds * 1000;
      vi.setSystemTime(time);
    },
    now: () => new Date(time).toISOString(),
    asked: (host) => upstream.requests.filter((path) => hostOf(path) === host).length,
    async close() {
      await upstream.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const hostOf = (path: string) => path.split("/")[0] ?? "";

/** What is known beforehand about all datasets: whom they ask, and what each source says when well. */
export type Survey = {
  asking(host: string): AnyDataset[];
  /** What a source says of a part while all is well. */
  wellPart(dataset: string, source: string, part: string): StoredPart | undefined;
};

/** Asks every source of every dataset alone, and then all of them while everything is down. */
export async function survey(): Promise<Survey> {
  const { upstream, runtime, close } = await startMatrixWorld();
  const well = new Map<string, StoredPart>();
  const asked = new Map<string, Set<string>>(datasets.map(({ id }) => [id, new Set()]));
  const ask = async (dataset: AnyDataset) => {
    const before = upstream.requests.length;
    const { renewed } = await runRound(dataset, {
      previous: {},
      createHttp: () => runtime.createHttp(new AbortController().signal),
      now: runtime.now,
      acceptSamples: true,
    });
    for (const path of upstream.requests.slice(before)) asked.get(dataset.id)?.add(hostOf(path));
    for (const [part, stored] of Object.entries(renewed)) {
      well.set(`${dataset.id} ${stored.source.id} ${part}`, stored);
    }
  };
  for (const dataset of datasets) {
    for (const source of dataset.sources) await ask({ ...dataset, sources: [source] });
  }
  upstream.setFaults("status-404");
  for (const dataset of datasets) await ask(dataset);
  await close();
  return {
    asking: (host) => datasets.filter(({ id }) => asked.get(id)?.has(host)),
    wellPart: (dataset, source, part) => well.get(`${dataset} ${source} ${part}`),
  };
}

/** A line for the report of a failed test. */
type Complaint = string;

const RELATIVE_TOLERANCE = 1e-9;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

const isUnknown = (value: unknown) =>
  value === null || (Array.isArray(value) && value.length === 0);

/** Where a value is not what its source says when it is well. Days may have moved on. */
function strays(
  value: unknown,
  well: unknown,
  mayBeUnknown: boolean,
  path: string = "value",
): Complaint[] {
  const inside = (name: string | number, item: unknown, wellItem: unknown) =>
    strays(item, wellItem, mayBeUnknown, `${path}.${name}`);
  if (value === well || (mayBeUnknown && isUnknown(value))) return [];
  if (typeof value === "number" && typeof well === "number") {
    const isSame = Math.abs(value - well) <= RELATIVE_TOLERANCE * Math.abs(well);
    return isSame ? [] : [`${path} is ${value}, not ${well}`];
  }
  if (Array.isArray(value) && Array.isArray(well)) {
    if (value.length !== well.length) return [`${path} has ${value.length} of ${well.length}`];
    return value.flatMap((item, index) => inside(index, item, well[index]));
  }
  if (isObject(value) && isObject(well)) {
    const names = new Set([...Object.keys(value), ...Object.keys(well)]);
    return [...names].flatMap((name) => inside(name, value[name], well[name]));
  }
  const areDays = [value, well].every((day) => typeof day === "string" && ISO_DAY.test(day));
  return areDays ? [] : [`${path} is ${JSON.stringify(value)}, not ${JSON.stringify(well)}`];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** One line for each figure of a round that a check finds fault with. */
function judgeFigures(
  round: Round,
  wanted: readonly AnyDataset[],
  check: (figure: Figure<unknown>, part: string, dataset: AnyDataset, seen: Seen) => Complaint[],
): Complaint[] {
  return wanted.flatMap((dataset) => {
    const seen = round.get(dataset.id);
    if (!seen) return [`${dataset.id}: not loaded`];
    return dataset.parts.flatMap((part) => {
      const figure = seen.state.figures[part] ?? { status: "missing" };
      return check(figure, part, dataset, seen).map((text) => `${dataset.id}.${part}: ${text}`);
    });
  });
}

const figureIn = (round: Round, { id }: AnyDataset, part: string) =>
  round.get(id)?.state.figures[part];

const isThere = (figure: Figure<unknown> | undefined) => figure?.status !== "missing";

/** Whatever broke, each figure is what a source that is well says now, or the last good one. */
export function dishonest(
  { wellPart }: Survey,
  round: Round,
  good: Round,
  now: string,
): Complaint[] {
  const wanted = datasets.filter(({ id }) => round.has(id));
  return judgeFigures(round, wanted, (figure, part, dataset) => {
    const before = figureIn(good, dataset, part);
    if (!isThere(before)) return isThere(figure) ? ["came from nowhere"] : [];
    if (figure.status !== "live") return isLastGood(figure, before) ? [] : [show(figure)];
    const well = wellPart(dataset.id, figure.source.id, part);
    if (!well) return [`${figure.source.id} never said it`];
    const dates = [well.observedAt, figure.observedAt, now].map((date) => Date.parse(date));
    const isInOrder = dates.every((date, index) => date >= (dates[index - 1] ?? date));
    return [
      // A price stands without its ornaments, such as the euro when the exchange rate is away.
      ...strays(figure.value, well.value, dataset.id === "prices"),
      ...(isInOrder ? [] : [`observed ${figure.observedAt}`]),
      ...(figure.retrievedAt === now ? [] : [`retrieved ${figure.retrievedAt}`]),
    ];
  });
}

const show = (figure: Figure<unknown>) => JSON.stringify(figure).slice(0, 300);

/** Value, source and both dates are those of before; only the word for its age changed. */
function isLastGood(figure: Figure<unknown>, before: Figure<unknown> | undefined): boolean {
  const aged = { ...before, status: "stale", outdated: true };
  return JSON.stringify(figure) === JSON.stringify({ ...figure, ...aged });
}

/** Figures that are not the last good ones. */
export function notStale(round: Round, good: Round): Complaint[] {
  return judgeFigures(round, datasets, (figure, part, dataset) => {
    const before = figureIn(good, dataset, part);
    const expected = isThere(before) ? isLastGood(figure, before) : !isThere(figure);
    return expected ? [] : [show(figure)];
  });
}

/** Parts whose stored round does not name every source that was asked for them in vain. */
export function unnamed(round: Round): Complaint[] {
  const wanted = datasets.filter(({ id }) => round.has(id));
  return judgeFigures(round, wanted, (figure, part, dataset, { failures }) => {
    if (failures === "unreadable") return ["the store cannot be read"];
    const offering = dataset.sources.filter(({ offers }) => offers.includes(part));
    const giver = figure.status === "live" ? figure.source.id : undefined;
    const index = offering.findIndex(({ id }) => id === giver);
    const inVain = index === -1 ? offering : offering.slice(0, index);
    return inVain
      .filter(({ id }) => !failures.some((failure) => isAbout(failure, id, part)))
      .map(({ id }) => `no reason why not from ${id}`);
  });
}

const isAbout = (failure: Failure, source: string, part: string) =>
  failure.source === source && (failure.part ?? part) === part;

/** Figures of the good round that are not live again, or only with what was fetched then. */
export function notRenewed(
  round: Round,
  good: Round,
  wanted: readonly AnyDataset[],
  isAsked: (part: string, dataset: AnyDataset) => boolean = () => true,
): Complaint[] {
  return judgeFigures(round, wanted, (figure, part, dataset) => {
    const before = figureIn(good, dataset, part);
    if (before?.status !== "live" || !isAsked(part, dataset)) return [];
    if (figure.status !== "live") return [show(figure)];
    return figure.retrievedAt > before.retrievedAt ? [] : [`retrieved ${figure.retrievedAt}`];
  });
}

export const isRequired = (part: string, { optional }: AnyDataset) => !optional.includes(part);

/** Figures with a value although nothing was ever fetched, other than the shipped ones. */
export function notSeeded(round: Round): Complaint[] {
  return judgeFigures(round, datasets, (figure, part, { seed }) => {
    const wanted = seed[part] ? "seed" : "missing";
    return figure.status === wanted ? [] : [show(figure)];
  });
}

/** Figures of a good round that are 0, no number or not live. */
export function notGood(round: Round): Complaint[] {
  return judgeFigures(round, datasets, (figure) => {
    if (figure.status === "missing") return [];
    return figure.status === "live" && figure.value !== 0 && !Number.isNaN(figure.value)
      ? []
      : [show(figure)];
  });
}

/** Between two attempts ky waits for less than that; our shortest time-out is longer. */
const LONGEST_PAUSE_MS = 4_500;

/** Pauses between attempts nearly vanish; time-outs stay, so that good answers never meet them. */
function hurryPauses() {
  const later = globalThis.setTimeout;
  vi.stubGlobal("setTimeout", (run: (...values: unknown[]) => void, ms = 0, ...values: unknown[]) =>
    later(run, ms < LONGEST_PAUSE_MS ? ms / 50 : ms, ...values),
  );
}

/** Time-outs are hurried only where a fault makes us wait for them. */
export function hurryFor(fault: FaultName) {
  return fault === "hang" ? hurryTimeouts() : hurryPauses();
}
