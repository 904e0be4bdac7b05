import type { Locale } from "../../../lib/i18n/locales.ts";

/** Every page of the site, in both languages, with its own words. */
export const pages: Record<Locale, string>[] = [
  { en: "/en", de: "/de" },
  { en: "/en/guide/what-is-depin", de: "/de/leitfaden/was-ist-depin" },
  { en: "/en/guide/why-ai-needs-depin", de: "/de/leitfaden/warum-ki-depin-braucht" },
  { en: "/en/faq", de: "/de/faq" },
];

export const addresses = pages.flatMap(({ en, de }) => [
  { path: en, locale: "en" as const, other: de },
  { path: de, locale: "de" as const, other: en },
]);

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
