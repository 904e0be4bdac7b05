import { useTranslations } from "next-intl";
import type { Chapter } from "#lib/content/chapters.ts";
import { ChapterNavigation } from "./ChapterNavigation.tsx";
import { mdxComponents } from "./mdxComponents.tsx";
import { PageDates } from "./PageDates.tsx";
import { SourceList } from "./SourceList.tsx";
import { TableOfContents } from "./TableOfContents.tsx";

/** One chapter: opening, contents, text, sources, way on. */
export function ChapterArticle({ chapter }: { chapter: Chapter }) {
  const t = useTranslations("chapter");
  const { frontmatter, outline, citations, Body } = chapter;
  return (
    <article className="chapter">
      <header className="chapter-opening">
        <p className="kicker">{t("number", { number: frontmatter.order })}</p>
        <h1>{frontmatter.title}</h1>
        <PageDates published={frontmatter.published} reviewed={frontmatter.reviewed} />
        <section className="key-points" aria-labelledby="key-points">
          <h2 id="key-points">{t("keyPoints")}</h2>
          <ul>
            {frontmatter.keyPoints.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        </section>
      </header>
      <TableOfContents outline={outline} hasSources={citations.length > 0} />
      <div className="prose">
        <Body components={mdxComponents} />
        <SourceList citations={citations} />
        <ChapterNavigation chapter={chapter} />
      </div>
    </article>
  );
}
