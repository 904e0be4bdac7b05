import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";

/** A table of a text; on a narrow screen it scrolls by itself and can be reached by keyboard. */
export function ContentTable(props: ComponentProps<"table">) {
  const t = useTranslations("chapter");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={t("table")}>
      <table {...props} />
    </section>
  );
}
