import type { Metadata } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import { JsonLd } from "#components/content/JsonLd.tsx";
import { PriceTable } from "#components/data/PriceTable.tsx";
import { PageFrame } from "#components/layout/PageFrame.tsx";
import { getChapters } from "#lib/content/chapters.ts";
import { pathOf } from "#lib/content/pages.ts";
import { getFaq } from "#lib/content/texts.ts";
import { breadcrumbList, graph } from "#lib/seo/jsonLd.ts";
import { pageMetadata } from "#lib/seo/metadata.ts";

const page = { page: "home" } as const;

export async function generateMetadata(): Promise<Metadata> {
  const [locale, t] = await Promise.all([getLocale(), getTranslations("site")]);
  const metadata = pageMetadata(page, locale, { title: t("title"), description: t("description") });
  return { ...metadata, title: { absolute: t("title") } };
}

export default function HomePage() {
  const locale = useLocale();
  const t = useTranslations();
  return (
    <PageFrame page={page}>
      <div className="home">
        <header className="home-opening">
          <h1>{t("site.title")}</h1>
          <p className="lede">{t("home.lede")}</p>
          <p className="promise">{t("home.promise")}</p>
        </header>
        <ChapterList />
        <section aria-labelledby="prices">
          <h2 id="prices">{t("home.prices")}</h2>
          <p>{t("home.pricesIntro")}</p>
          <PriceTable />
        </section>
        <FaqTeaser />
      </div>
      <JsonLd
        data={graph(breadcrumbList([{ name: t("site.short"), path: pathOf(page, locale) }]))}
      />
    </PageFrame>
  );
}

function ChapterList() {
  const locale = useLocale();
  const t = useTranslations("home");
  return (
    <section aria-labelledby="chapters">
      <h2 id="chapters">{t("chapters")}</h2>
      <ol className="chapter-list">
        {getChapters(locale).map(({ id, frontmatter }) => (
          <li key={id}>
            <Link href={pathOf({ page: "chapter", id }, locale)}>{frontmatter.title}</Link>
            <p>{frontmatter.description}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function FaqTeaser() {
  const locale = useLocale();
  const t = useTranslations("home");
  const path = pathOf({ page: "faq" }, locale);
  return (
    <section aria-labelledby="questions">
      <h2 id="questions">{t("faq")}</h2>
      <ul className="question-list">
        {getFaq(locale).outline.map(({ id, title }) => (
          <li key={id}>
            <Link href={`${path}#${id}`}>{title}</Link>
          </li>
        ))}
      </ul>
      <p>
        <Link href={path}>{t("faqAll")}</Link>
      </p>
    </section>
  );
}
