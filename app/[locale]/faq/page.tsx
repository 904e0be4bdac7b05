import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Breadcrumb } from "#components/content/Breadcrumb.tsx";
import { JsonLd } from "#components/content/JsonLd.tsx";
import { mdxComponents } from "#components/content/mdxComponents.tsx";
import { PageDates } from "#components/content/PageDates.tsx";
import { PageFrame } from "#components/layout/PageFrame.tsx";
import { getFaq } from "#lib/content/faq.ts";
import { pathOf } from "#lib/content/pages.ts";
import { breadcrumbList, faqPage, graph } from "#lib/seo/jsonLd.ts";
import { pageMetadata } from "#lib/seo/metadata.ts";

const page = { page: "faq" } as const;

export async function generateMetadata(): Promise<Metadata> {
  const locale = await getLocale();
  return pageMetadata(page, locale, getFaq(locale).frontmatter);
}

export default async function FaqPage() {
  const [locale, t] = await Promise.all([getLocale(), getTranslations("site")]);
  const { frontmatter, outline, Body } = getFaq(locale);
  const crumbs = [
    { name: t("short"), path: pathOf({ page: "home" }, locale) },
    { name: frontmatter.title, path: pathOf(page, locale) },
  ];
  return (
    <PageFrame page={page}>
      <Breadcrumb crumbs={crumbs} />
      <article className="faq prose">
        <h1>{frontmatter.title}</h1>
        <PageDates published={frontmatter.published} reviewed={frontmatter.reviewed} />
        <Body components={mdxComponents} />
      </article>
      <JsonLd data={graph(faqPage(outline, locale), breadcrumbList(crumbs))} />
    </PageFrame>
  );
}
