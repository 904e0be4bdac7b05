import type { Locale } from "../i18n/locales.ts";
import { type Document, pairByLocale } from "./modules.ts";
import { type ChapterFrontmatter, chapterSchemas } from "./schema.ts";

/** A chapter of the guide in one language. `id` is its file name, the same in both. */
export type Chapter = Document<ChapterFrontmatter> & { id: string };

const chapters = pairByLocale(
  import.meta.glob("/content/*/guide/*.mdx", { eager: true }),
  chapterSchemas,
);

/** All chapters in reading order. */
export function getChapters(locale: Locale): Chapter[] {
  return [...chapters]
    .map(([id, pair]) => ({ ...pair[locale], id }))
    .sort((a, b) => a.frontmatter.order - b.frontmatter.order);
}

export function getChapterBySlug(locale: Locale, slug: string): Chapter | undefined {
  return getChapters(locale).find(({ frontmatter }) => frontmatter.slug === slug);
}

/** The slugs of every chapter, for the route registry. */
export function getChapterSlugs(): Record<string, Record<Locale, string>> {
  return Object.fromEntries(
    [...chapters].map(([id, { en, de }]) => [
      id,
      { en: en.frontmatter.slug, de: de.frontmatter.slug },
    ]),
  );
}
