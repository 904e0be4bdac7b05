import type { Locale } from "../i18n/locales.ts";
import { type Document, pairByLocale } from "./modules.ts";
import { type PageFrontmatter, pageSchemas } from "./schema.ts";

const texts = pairByLocale(import.meta.glob("/content/*/faq.mdx", { eager: true }), pageSchemas);

/**
 * The FAQ: each level-2 heading of `faq.mdx` is a question, the text below it the answer.
 * Page, structured data and teasers are all drawn from this one text.
 */
export function getFaq(locale: Locale): Document<PageFrontmatter> {
  const faq = texts.get("faq");
  if (!faq) throw new Error("content/*/faq.mdx is missing");
  return faq[locale];
}
