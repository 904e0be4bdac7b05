import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { type Chapter, getChapters } from "#lib/content/chapters.ts";
import { pathOf } from "#lib/content/pages.ts";

/** What to read before and after a chapter. */
export function ChapterNavigation({ chapter }: { chapter: Chapter }) {
  const t = useTranslations("chapter");
  const locale = useLocale();
  const chapters = getChapters(locale);
  const index = chapters.findIndex(({ id }) => id === chapter.id);
  const neighbours = [
    ["previous", chapters[index - 1]],
    ["next", chapters[index + 1]],
  ] as const;
  return (
    <nav className="neighbours" aria-label={t("around")}>
      {neighbours.map(
        ([direction, neighbour]) =>
          neighbour && (
            <Link
              key={direction}
              className={direction}
              href={pathOf({ page: "chapter", id: neighbour.id }, locale)}
              rel={direction === "next" ? "next" : "prev"}
            >
              <span>{t(direction)}</span> {neighbour.frontmatter.title}
            </Link>
          ),
      )}
    </nav>
  );
}
