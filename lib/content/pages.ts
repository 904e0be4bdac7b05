import { datasetIds } from "../data/datasets.ts";
import type { Locale } from "../i18n/locales.ts";
import { createRoutes, type PageRef, sameInAll } from "../i18n/routes.ts";
import { getChapterSlugs, getChapters } from "./chapters.ts";
import { getApiText, getFaq } from "./texts.ts";

const routes = createRoutes({
  chapter: getChapterSlugs(),
  dataset: sameInAll(datasetIds),
});

/** The public path of a page, such as `/de/leitfaden/was-ist-depin`. */
export const pathOf = routes.path;

/** Every page that exists. */
export const allPages = routes.pages;

/** The day the text of a page last changed in substance; `undefined` for pages without a text. */
export function lastReviewed(ref: PageRef, locale: Locale): string | undefined {
  if (ref.page === "faq") return getFaq(locale).frontmatter.reviewed;
  if (ref.page === "api") return getApiText(locale).frontmatter.reviewed;
  if (ref.page === "chapter")
    return getChapters(locale).find(({ id }) => id === ref.id)?.frontmatter.reviewed;
  return undefined;
}

/**
 * Resolves a link between content files, which editors write as in any Markdown repository:
 * `./why-ai-needs-depin.mdx#compute`, `../faq.mdx`.
 *
 * @returns the public address in the same language.
 * @throws when no content file has that name.
 */
export function resolveContentLink(href: string, locale: Locale): string {
  const [file = "", hash] = href.split("#");
  const id = file.replace(/^.*\//, "").replace(/\.mdx$/, "");
  const path = pathOf(
    id === "faq" || id === "api" ? { page: id } : { page: "chapter", id },
    locale,
  );
  return hash ? `${path}#${hash}` : path;
}
