import type { Locale } from "../i18n/locales.ts";
import { type Document, pairByLocale } from "./modules.ts";
import { type PageFrontmatter, pageSchemas } from "./schema.ts";

/** The texts that are no chapters: one file for each page, straight below the language. */
const texts = pairByLocale(import.meta.glob("/content/*/*.mdx", { eager: true }), pageSchemas);

/**
 * The FAQ: each level-2 heading of `faq.mdx` is a question, the text below it the answer.
 * Page, structured data and teasers are all drawn from this one text.
 */
export function getFaq(locale: Locale): Document<PageFrontmatter> {
  return getText("faq", locale);
}

/** The description of the data and of the API. */
export function getApiText(locale: Locale): Document<PageFrontmatter> {
  return getText("api", locale);
}

function getText(id: string, locale: Locale): Document<PageFrontmatter> {
  const text = texts.get(id);
  if (!text) throw new Error(`content/*/${id}.mdx is missing`);
  return text[locale];
}
