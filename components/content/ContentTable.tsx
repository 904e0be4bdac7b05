import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { ScrollRegion } from "#components/layout/ScrollRegion.tsx";

/** A table of a text. */
export function ContentTable(props: ComponentProps<"table">) {
  const t = useTranslations("chapter");
  return (
    <ScrollRegion label={t("table")}>
      <table {...props} />
    </ScrollRegion>
  );
}
