/**
 * io.net, backend of its explorer. `GET /io-explorer/network/market-snapshot?hardware_type=gpu`,
 * `GET /io-explorer/network/info/clusters`.
 *
 * Keyless and undocumented: no terms, no stated limit, may vanish; credit io.net. Traps: most of the
 * registered devices are idle, so a total is shown with the hired ones only; laptop and "D" versions
 * of a card have its name in theirs. The answers have no date.
 */
import { z } from "zod";
import type { Reading, Source } from "../dataset.ts";
import { dropContradiction, type Report } from "./contradiction.ts";
import { readingsOf } from "./readings.ts";

const API = "https://api.io.solutions/v1/io-explorer/network";

/** Every form of the H100 (SXM, PCIe, NVL) is one; a 4090 for laptops is another chip. */
const models = {
  h100: /^H100\b/,
  rtx4090: /^(GeForce )?RTX 4090$/,
} as const;

type Model = keyof typeof models;
export type IonetGpuPart = `${Model}Hired` | `${Model}Total`;

/** All rows are read so far that ours can be told from the others, which may be as they like. */
const snapshotSchema = z.object({ data: z.array(z.unknown()) });

const nameSchema = z.object({ id: z.number(), hardware_name: z.string() });

const rowSchema = nameSchema.extend({ total: z.number(), hired: z.number() });

const clustersSchema = z.object({ data: z.object({ running_clusters: z.number() }) });

/**
 * @param answer of `/market-snapshot`
 * @param observedAt instant of retrieval
 */
export function parseMarket(
  answer: unknown,
  observedAt: string,
  report: Report<IonetGpuPart>,
): Reading<IonetGpuPart, number>[] {
  const rows = snapshotSchema.parse(answer).data;
  return (Object.keys(models) as Model[]).flatMap((model) => {
    const found = z.array(rowSchema).safeParse(rows.filter((row) => isModel(row, model)));
    if (found.success) return addUp(model, found.data, observedAt, report);
    for (const part of partsOf(model)) report(part, z.prettifyError(found.error));
    return [];
  });
}

const partsOf = (model: Model): [hired: IonetGpuPart, total: IonetGpuPart] => [
  `${model}Hired`,
  `${model}Total`,
];

function isModel(row: unknown, model: Model): boolean {
  const name = nameSchema.safeParse(row).data;
  return name !== undefined && models[model].test(name.hardware_name);
}

/** None hired is a fact as long as there are some; a total of 0 says that the source knows nothing. */
function addUp(
  model: Model,
  rows: z.infer<typeof rowSchema>[],
  observedAt: string,
  report: Report<IonetGpuPart>,
): Reading<IonetGpuPart, number>[] {
  const parts = partsOf(model);
  const unique = [...new Map(rows.map((row) => [row.id, row])).values()];
  const sum = (key: "hired" | "total") => unique.reduce((all, row) => all + row[key], 0);
  const [hired, total] = [sum("hired"), sum("total")];
  if (total === 0) return [];
  const readings = [
    { part: parts[0], value: hired, observedAt },
    { part: parts[1], value: total, observedAt },
  ];
  return dropContradiction(readings, parts, report);
}

/**
 * @param answer of `/info/clusters`
 * @param observedAt instant of retrieval
 */
export function parseClusters(
  answer: unknown,
  observedAt: string,
): Reading<"runningClusters", number>[] {
  const { running_clusters } = clustersSchema.parse(answer).data;
  return readingsOf({ runningClusters: running_clusters }, observedAt);
}

export const ionetMarket: Source<IonetGpuPart, number> = {
  id: "io-net",
  name: "io.net",
  url: `${API}/market-snapshot?hardware_type=gpu`,
  offers: (Object.keys(models) as Model[]).flatMap(partsOf),
  async fetch(wanted, http, report) {
    const answer = await http.json(`${API}/market-snapshot?hardware_type=gpu`);
    const readings = parseMarket(answer, new Date().toISOString(), report);
    return readings.filter(({ part }) => wanted.includes(part));
  },
};

/** A source of its own, so that neither call costs the other its values. */
export const ionetClusters: Source<"runningClusters", number> = {
  id: "io-net-clusters",
  name: "io.net",
  url: `${API}/info/clusters`,
  offers: ["runningClusters"],
  fetch: async (_wanted, http) =>
    parseClusters(await http.json(`${API}/info/clusters`), new Date().toISOString()),
};
