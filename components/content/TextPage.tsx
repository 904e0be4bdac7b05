import { useTranslations } from "next-intl";
import type { Thing } from "schema-dts";
import { PageFrame } from "#components/layout/PageFrame.tsx";
import type { Document } from "#lib/content/modules.ts";
import { pathOf } from "#lib/content/pages.ts";
import type { PageFrontmatter } from "#lib/content/schema.ts";
import type { PageRef } from "#lib/i18n/routes.ts";
import { breadcrumbList, graph } from "#lib/seo/jsonLd.ts";
import { Breadcrumb } from "./Breadcrumb.tsx";
import { JsonLd } from "./JsonLd.tsx";
import { mdxComponents } from "./mdxComponents.tsx";
import { PageDates } from "./PageDates.tsx";

type Props = {
  page: PageRef;
  text: Document<PageFrontmatter>;
  /** Structured data beside the way to the page. */
  nodes?: Thing[];
};

/** A page that is one text and no chapter. */
export function TextPage({ page, text, nodes = [] }: Props) {
  const t = useTranslations("site");
  const { frontmatter, locale, Body } = text;
  const crumbs = [
    { name: t("short"), path: pathOf({ page: "home" }, locale) },
    { name: frontmatter.title, path: pathOf(page, locale) },
  ];
  return (
    <PageFrame page={page}>
      <Breadcrumb crumbs={crumbs} />
      <article className="prose">
        <h1>{frontmatter.title}</h1>
        <PageDates published={frontmatter.published} reviewed={frontmatter.reviewed} />
        <Body components={mdxComponents} />
      </article>
      <JsonLd data={graph(...nodes, breadcrumbList(crumbs))} />
    </PageFrame>
  );
}
