import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { getChapters } from "#lib/content/chapters.ts";
import { allPages, pathOf } from "#lib/content/pages.ts";
import { getFaq } from "#lib/content/texts.ts";
import { type Locale, locales, otherLocale } from "#lib/i18n/locales.ts";
import { article, breadcrumbList, faqPage, graph } from "#lib/seo/jsonLd.ts";
import { absolute, alternates, pageMetadata } from "#lib/seo/metadata.ts";

const SITE = "https://guide.example";

beforeAll(() => {
  vi.stubEnv("SITE_URL", SITE);
});
afterAll(() => {
  vi.unstubAllEnvs();
});

const text = { title: "Title", description: "Words." };

describe("addresses", () => {
  test("are absolute and without a slash at the end", () => {
    expect(absolute("/de/faq")).toBe(`${SITE}/de/faq`);
    expect(absolute("/")).toBe(SITE);
  });
});

describe.each(allPages().map((ref) => [pathOf(ref, "en"), ref] as const))(
  "the head of %s",
  (_, ref) => {
    const head = (locale: Locale) => pageMetadata(ref, locale, text);

    test("names every language and English for readers of another", () => {
      expect(alternates(ref)).toEqual({
        en: SITE + pathOf(ref, "en"),
        de: SITE + pathOf(ref, "de"),
        "x-default": SITE + pathOf(ref, "en"),
      });
    });

    test.each(locales)("is its own canonical address (%s)", (locale) => {
      expect(head(locale).alternates?.canonical).toBe(SITE + pathOf(ref, locale));
    });

    test.each(locales)("is named by the other language, and names it (%s)", (locale) => {
      const other = otherLocale(locale);
      expect(head(locale).alternates?.languages?.[other]).toBe(head(other).alternates?.canonical);
      expect(head(locale).alternates?.languages).toEqual(head(other).alternates?.languages);
    });
  },
);

describe("Open Graph", () => {
  test("says language and address", () => {
    expect(pageMetadata({ page: "faq" }, "de", text).openGraph).toMatchObject({
      ...text,
      url: `${SITE}/de/faq`,
      locale: "de_DE",
    });
  });

  test("dates an article", () => {
    const dated = { ...text, published: "2026-11-01", reviewed: "2026-11-22" };
    expect(pageMetadata({ page: "faq" }, "en", dated).openGraph).toMatchObject({
      type: "article",
      publishedTime: "2026-11-01",
      modifiedTime: "2026-11-22",
    });
  });

  test("dates nothing else", () => {
    const { openGraph } = pageMetadata({ page: "home" }, "en", text);
    expect(openGraph).toMatchObject({ type: "website" });
    expect(openGraph).not.toHaveProperty("publishedTime");
  });
});

describe("structured data", () => {
  test("is one graph", () => {
    const list = breadcrumbList([]);
    expect(graph(list)).toEqual({ "@context": "https://schema.org", "@graph": [list] });
  });

  test("of a breadcrumb counts its steps", () => {
    const crumbs = [
      { name: "Start", path: "/de" },
      { name: "Fragen", path: "/de/faq" },
    ];
    expect(breadcrumbList(crumbs)).toEqual({
      "@type": "BreadcrumbList",
      itemListElement: [
        { "@type": "ListItem", position: 1, name: "Start", item: `${SITE}/de` },
        { "@type": "ListItem", position: 2, name: "Fragen", item: `${SITE}/de/faq` },
      ],
    });
  });

  test.each(locales)("of the FAQ is what the page says, word for word (%s)", (locale) => {
    const { outline } = getFaq(locale);
    const address = `${SITE}/${locale}/faq`;
    expect(faqPage(outline, locale)).toEqual({
      "@type": "FAQPage",
      "@id": `${address}#faq`,
      inLanguage: locale,
      mainEntity: outline.map(({ id, title, text }) => ({
        "@type": "Question",
        "@id": `${address}#${id}`,
        name: title,
        acceptedAnswer: { "@type": "Answer", text },
      })),
    });
  });

  const chapters = locales.flatMap((locale) =>
    getChapters(locale).map((chapter) => [chapter.file, chapter] as const),
  );

  test.each(chapters)("of %s is drawn from its frontmatter", (_, chapter) => {
    const { id, locale, frontmatter } = chapter;
    const address = SITE + pathOf({ page: "chapter", id }, locale);
    expect(article(chapter, "Site")).toMatchObject({
      "@type": "Article",
      "@id": `${address}#article`,
      mainEntityOfPage: address,
      headline: frontmatter.title,
      description: frontmatter.description,
      datePublished: frontmatter.published,
      dateModified: frontmatter.reviewed,
      inLanguage: locale,
      isPartOf: { "@type": "WebSite", name: "Site", url: `${SITE}/${locale}` },
    });
  });

  test.each(chapters)("of %s joins original and translation", (_, chapter) => {
    const { id, locale } = chapter;
    const relations = { en: "workTranslation", de: "translationOfWork" } as const;
    const other = otherLocale(locale);
    const node = article(chapter, "Site");
    expect(node).toHaveProperty(relations[locale], {
      "@type": "Article",
      "@id": `${SITE}${pathOf({ page: "chapter", id }, other)}#article`,
    });
    expect(node).not.toHaveProperty(relations[other]);
  });
});
