import { datasetIds } from "../../../lib/data/datasets.ts";
import type { Locale } from "../../../lib/i18n/locales.ts";

type Halves = Record<Locale, string>;

const dataset = (id: string): Halves => ({ en: `/en/data/${id}`, de: `/de/daten/${id}` });

/** One page of each kind, in both languages, with its own words. */
const kinds: Halves[] = [
  { en: "/en", de: "/de" },
  { en: "/en/guide/what-is-depin", de: "/de/leitfaden/was-ist-depin" },
  { en: "/en/guide/why-ai-needs-depin", de: "/de/leitfaden/warum-ki-depin-braucht" },
  { en: "/en/faq", de: "/de/faq" },
  { en: "/en/api", de: "/de/api" },
  dataset("prices"),
  dataset("gpu-prices"),
  dataset("history-akash"),
];

/** Every page of the site. */
const pages: Halves[] = [
  ...kinds,
  ...datasetIds
    .filter((id) => !["prices", "gpu-prices", "history-akash"].includes(id))
    .map(dataset),
];

const bothHalves = (list: Halves[]) =>
  list.flatMap(({ en, de }) => [
    { path: en, locale: "en" as const, other: de },
    { path: de, locale: "de" as const, other: en },
  ]);

export const addresses = bothHalves(pages);

/** For tests that take a browser: one page of each kind. */
export const kindAddresses = bothHalves(kinds);

/** The HTML without scripts: what is left for a reader who runs none. */
export function withoutScripts(html: string): string {
  return html.replace(/<script[\s\S]*?<\/script>/gi, "");
}

/** Text of an HTML fragment with white space folded. */
export function textOf(html: string): string {
  return withoutScripts(html)
    .replace(/<!--.*?-->/g, "")
    .replace(/<\/(p|h[1-6]|li|tr|td|th|div|section)>/g, " ")
    .replace(/<[^>]+>/g, "")
    .replace(/&amp;/g, "&")
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/\s+/g, " ")
    .trim();
}
