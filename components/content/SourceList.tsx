import { useTranslations } from "next-intl";
import { Time } from "#components/data/Time.tsx";
import { type Citation, citationAnchor, sourceAnchor } from "#lib/content/citations.ts";
import type { Source } from "#lib/content/schema.ts";
import { getSource } from "#lib/content/sources.ts";

/** The numbered sources of a text, each with the way back to where it is cited. */
export function SourceList({ citations }: { citations: readonly Citation[] }) {
  const t = useTranslations("chapter");
  if (citations.length === 0) return null;
  return (
    <section className="sources" aria-labelledby="sources">
      <h2 id="sources">{t("sources")}</h2>
      <ol>
        {citations.map(({ id, occurrences }, index) => (
          <li key={id} id={sourceAnchor(index + 1)}>
            <SourceText source={getSource(id)} />{" "}
            <BackLinks number={index + 1} occurrences={occurrences} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function SourceText({ source }: { source: Source }) {
  const t = useTranslations("chapter");
  const { title, publisher, url, published, retrieved, lang } = source;
  return (
    <>
      <cite lang={lang}>{url ? <a href={url}>{title}</a> : title}</cite>. {publisher},{" "}
      {published ? <Time iso={published} /> : t("undated")}.{" "}
      {t.rich("retrieved", { time: () => <Time iso={retrieved} /> })}
      {url ? "." : `; ${t("noAddress")}.`}
    </>
  );
}

function BackLinks({ number, occurrences }: { number: number; occurrences: number }) {
  const t = useTranslations("chapter");
  const list = Array.from({ length: occurrences }, (_, index) => index + 1);
  return (
    <span className="back-links">
      {list.map((occurrence) => (
        <a
          key={occurrence}
          href={`#${citationAnchor(number, occurrence)}`}
          aria-label={t("backTo", { number: occurrence, source: number })}
        >
          {occurrences === 1 ? "↑" : `↑${occurrence}`}
        </a>
      ))}
    </span>
  );
}
