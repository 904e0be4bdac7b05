import { useTranslations } from "next-intl";
import { citationAnchor, sourceAnchor } from "#lib/content/citations.ts";

type Props = {
  /** Id of the source in `content/sources.json`. */
  id: string;
  /** Given by the compiler (see `remarkCitations`), never by an author. */
  number?: string;
  occurrence?: string;
};

/** The raised number behind a claim. */
export function Cite({ id, number, occurrence }: Props) {
  const t = useTranslations("chapter");
  if (!number || !occurrence) throw new Error(`<Cite id="${id}" /> was not numbered`);
  return (
    <sup className="cite" id={citationAnchor(Number(number), Number(occurrence))}>
      <a href={`#${sourceAnchor(Number(number))}`} aria-label={t("toSource", { number })}>
        {number}
      </a>
    </sup>
  );
}
