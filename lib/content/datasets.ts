import { z } from "zod";
import records from "#content/datasets.json" with { type: "json" };
import unitRecords from "#content/units.json" with { type: "json" };
import type { Locale } from "../i18n/locales.ts";
import { isNetworkId } from "../networks.ts";
import { getNetwork } from "./networks.ts";
import { idSchema, parseContent } from "./schema.ts";

const file = "content/datasets.json";

const words = z.strictObject({ en: z.string().min(1), de: z.string().min(1) });

const datasetWordsSchema = z.strictObject({
  id: idSchema,
  title: words,
  /** What the numbers mean, and what they do not. */
  about: words,
  /** The name of each part. Networks are named by `content/networks.json`. */
  parts: z.record(z.string(), words).default({}),
  /** The numbers within a part, by their path, in the order of a table's columns. */
  fields: z.record(z.string(), words).default({}),
});

const units = parseContent(z.record(z.string(), words), unitRecords, "content/units.json");

const datasets = parseContent(z.array(datasetWordsSchema), records, file);

export type DatasetWords = {
  title: string;
  about: string;
  partName(part: string): string;
  /** Paths of the numbers within a part with their names; empty where a part is one number. */
  fields: [path: string, name: string][];
};

/** A unit as a reader of the language writes it. */
export function unitName(unit: string, locale: Locale): string {
  return units[unit]?.[locale] ?? unit;
}

/**
 * What a dataset is called and means. The histories share one entry, with the network's name in it.
 *
 * @throws when the dataset has no words: every dataset of the registry must have them.
 */
export function getDatasetWords(id: string, locale: Locale): DatasetWords {
  const network = id.replace("history-", "");
  const key = isNetworkId(network) && network !== id ? "history" : id;
  const found = datasets.find((dataset) => dataset.id === key);
  if (!found) throw new Error(`${file}: no words for the dataset "${id}"`);
  const name = isNetworkId(network) ? getNetwork(network).name : "";
  return {
    title: found.title[locale].replace("{network}", name),
    about: found.about[locale],
    partName: (part) =>
      isNetworkId(part) ? getNetwork(part).name : (found.parts[part]?.[locale] ?? part),
    fields: Object.entries(found.fields).map(([path, name]) => [path, name[locale]]),
  };
}
