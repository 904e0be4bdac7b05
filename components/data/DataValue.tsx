import { useTranslations } from "next-intl";
import type { Figure } from "#lib/data/dataset.ts";
import { Time } from "./Time.tsx";

type Props<Value> = {
  dataset: string;
  figure: Figure<Value>;
  /** The number to print, or `null` where the source gives none. */
  pick: (value: Value) => number | null;
  format: (amount: number) => string;
};

/**
 * A number of a dataset, or the words "not available". Every value that is not a current one from
 * a real source carries its mark in words.
 */
export function DataValue<Value>({ dataset, figure, pick, format }: Props<Value>) {
  const t = useTranslations("status");
  if (figure.status === "missing") {
    return (
      <data value="" data-dataset={dataset} data-status="missing">
        {figure.since
          ? t.rich("missingSince", { time: () => <Time iso={figure.since ?? ""} dayOnly /> })
          : t("missing")}
      </data>
    );
  }
  const amount = pick(figure.value);
  if (amount === null) {
    return (
      <data value="" data-dataset={dataset} data-status="missing">
        {t("missing")}
      </data>
    );
  }
  return (
    <data value={amount} data-dataset={dataset} data-status={figure.status}>
      {format(amount)}
      {figure.status !== "live" && <small className="status-mark">{t(figure.status)}</small>}
    </data>
  );
}
