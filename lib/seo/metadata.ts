import type { Metadata } from "next";
import { pathOf } from "../content/pages.ts";
import { defaultLocale, type Locale, locales, openGraphLocales } from "../i18n/locales.ts";
import type { PageRef } from "../i18n/routes.ts";
import { getEnv } from "../server/env.ts";

/** A public path as an absolute address. */
export function absolute(path: string): string {
  return new URL(path, getEnv().SITE_URL).href.replace(/\/$/, "");
}

/** The addresses of a page in every language, by `hreflang`; the sitemap and the head share it. */
export function alternates(ref: PageRef): Record<Locale | "x-default", string> {
  const byLocale = Object.fromEntries(
    locales.map((locale) => [locale, absolute(pathOf(ref, locale))]),
  ) as Record<Locale, string>;
  return { ...byLocale, "x-default": byLocale[defaultLocale] };
}

type PageText = {
  title: string;
  description: string;
  /** Set for articles. ISO days. */
  published?: string;
  reviewed?: string;
};

/** The head of a page. The only place that writes canonical, alternates and Open Graph. */
export function pageMetadata(ref: PageRef, locale: Locale, text: PageText): Metadata {
  const { title, description, published, reviewed } = text;
  const url = absolute(pathOf(ref, locale));
  const openGraph = { title, description, url, locale: openGraphLocales[locale] };
  return {
    title,
    description,
    alternates: { canonical: url, languages: alternates(ref) },
    openGraph:
      published && reviewed
        ? { ...openGraph, type: "article", publishedTime: published, modifiedTime: reviewed }
        : { ...openGraph, type: "website" },
    twitter: { card: "summary" },
  };
}
