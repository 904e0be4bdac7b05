import type { Article, BreadcrumbList, FAQPage, Graph, Thing } from "schema-dts";
import type { Chapter } from "../content/chapters.ts";
import type { Section } from "../content/outline.ts";
import { pathOf } from "../content/pages.ts";
import { type Locale, otherLocale } from "../i18n/locales.ts";
import type { Crumb } from "./breadcrumb.ts";
import { absolute } from "./metadata.ts";

/** The text is published under this licence (see LICENSE-CONTENT). */
const LICENCE = "https://creativecommons.org/licenses/by/4.0/";

/** The structured data of a page: one graph of typed nodes. */
export function graph(...nodes: Thing[]): Graph {
  return { "@context": "https://schema.org", "@graph": nodes };
}

export function breadcrumbList(crumbs: readonly Crumb[]): BreadcrumbList {
  return {
    "@type": "BreadcrumbList",
    itemListElement: crumbs.map(({ name, path }, index) => ({
      "@type": "ListItem",
      position: index + 1,
      name,
      item: absolute(path),
    })),
  };
}

/** A chapter. The German one names the English it translates. */
export function article(chapter: Chapter, siteTitle: string): Article {
  const { id, locale, frontmatter } = chapter;
  const address = (language: Locale) => absolute(pathOf({ page: "chapter", id }, language));
  const other = { "@type": "Article", "@id": `${address(otherLocale(locale))}#article` } as const;
  return {
    "@type": "Article",
    "@id": `${address(locale)}#article`,
    headline: frontmatter.title,
    description: frontmatter.description,
    inLanguage: locale,
    datePublished: frontmatter.published,
    dateModified: frontmatter.reviewed,
    mainEntityOfPage: address(locale),
    license: LICENCE,
    isAccessibleForFree: true,
    isPartOf: {
      "@type": "WebSite",
      name: siteTitle,
      url: absolute(pathOf({ page: "home" }, locale)),
    },
    ...(locale === "de" ? { translationOfWork: other } : { workTranslation: other }),
  };
}

/** @param questions the sections of the FAQ; title and text are what the page shows, word for word */
export function faqPage(questions: readonly Section[], locale: Locale): FAQPage {
  const address = absolute(pathOf({ page: "faq" }, locale));
  return {
    "@type": "FAQPage",
    "@id": `${address}#faq`,
    inLanguage: locale,
    mainEntity: questions.map(({ id, title, text }) => ({
      "@type": "Question",
      "@id": `${address}#${id}`,
      name: title,
      acceptedAnswer: { "@type": "Answer", text },
    })),
  };
}
