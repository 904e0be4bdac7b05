import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Breadcrumb } from "#components/content/Breadcrumb.tsx";
import { ChapterArticle } from "#components/content/ChapterArticle.tsx";
import { JsonLd } from "#components/content/JsonLd.tsx";
import { PageFrame } from "#components/layout/PageFrame.tsx";
import { getChapterBySlug, getChapters } from "#lib/content/chapters.ts";
import { pathOf } from "#lib/content/pages.ts";
import { isLocale } from "#lib/i18n/locales.ts";
import { article, breadcrumbList, graph } from "#lib/seo/jsonLd.ts";
import { pageMetadata } from "#lib/seo/metadata.ts";

type Props = PageProps<"/[locale]/guide/[slug]">;

export function generateStaticParams({ params }: { params: { locale: string } }) {
  if (!isLocale(params.locale)) return [];
  return getChapters(params.locale).map(({ frontmatter }) => ({ slug: frontmatter.slug }));
}

async function getChapter({ params }: Props) {
  const [{ slug }, locale] = await Promise.all([params, getLocale()]);
  return getChapterBySlug(locale, slug) ?? notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { id, locale, frontmatter } = await getChapter(props);
  return pageMetadata({ page: "chapter", id }, locale, frontmatter);
}

export default async function ChapterPage(props: Props) {
  const chapter = await getChapter(props);
  const t = await getTranslations("site");
  const page = { page: "chapter", id: chapter.id } as const;
  const crumbs = [
    { name: t("short"), path: pathOf({ page: "home" }, chapter.locale) },
    { name: chapter.frontmatter.title, path: pathOf(page, chapter.locale) },
  ];
  return (
    <PageFrame page={page}>
      <Breadcrumb crumbs={crumbs} />
      <ChapterArticle chapter={chapter} />
      <JsonLd data={graph(article(chapter, t("title")), breadcrumbList(crumbs))} />
    </PageFrame>
  );
}
