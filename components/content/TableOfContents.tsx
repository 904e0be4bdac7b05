import { useTranslations } from "next-intl";
import type { Section } from "#lib/content/outline.ts";

type Props = { outline: readonly Section[]; hasSources: boolean };

export function TableOfContents({ outline, hasSources }: Props) {
  const t = useTranslations("chapter");
  const sections = outline.filter(({ depth }) => depth === 2);
  return (
    <nav className="toc" aria-labelledby="toc-title">
      <h2 id="toc-title">{t("contents")}</h2>
      <ol>
        {sections.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
        {hasSources && (
          <li>
            <a href="#sources">{t("sources")}</a>
          </li>
        )}
      </ol>
    </nav>
  );
}
