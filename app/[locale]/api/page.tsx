import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Breadcrumb } from "#components/content/Breadcrumb.tsx";
import { JsonLd } from "#components/content/JsonLd.tsx";
import { TextArticle } from "#components/content/TextArticle.tsx";
import { PageFrame } from "#components/layout/PageFrame.tsx";
import { pathOf } from "#lib/content/pages.ts";
import { getApiText } from "#lib/content/texts.ts";
import { breadcrumbList, graph } from "#lib/seo/jsonLd.ts";
import { pageMetadata } from "#lib/seo/metadata.ts";

const page = { page: "api" } as const;

export async function generateMetadata(): Promise<Metadata> {
  const locale = await getLocale();
  return pageMetadata(page, locale, getApiText(locale).frontmatter);
}

export default async function ApiPage() {
  const [locale, t] = await Promise.all([getLocale(), getTranslations("site")]);
  const text = getApiText(locale);
  const crumbs = [
    { name: t("short"), path: pathOf({ page: "home" }, locale) },
    { name: text.frontmatter.title, path: pathOf(page, locale) },
  ];
  return (
    <PageFrame page={page}>
      <Breadcrumb crumbs={crumbs} />
      <TextArticle text={text} />
      <JsonLd data={graph(breadcrumbList(crumbs))} />
    </PageFrame>
  );
}
