import { useTranslations } from "next-intl";
import type { Figure } from "#lib/data/dataset.ts";
import { SourceLink } from "./SourceLink.tsx";
import { Time } from "./Time.tsx";

/** Source and time of one figure. */
export function Origin({ figure }: { figure: Figure<unknown> }) {
  const t = useTranslations("status");
  if (figure.status === "missing") return t("missing");
  return (
    <>
      <SourceLink source={figure.source} />, <Time iso={figure.observedAt} />
      {figure.status === "seed" && figure.confidence === "low" && ` (${t("lowConfidence")})`}
    </>
  );
}
