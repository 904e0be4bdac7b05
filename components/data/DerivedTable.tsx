import { useLocale, useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { ScrollRegion } from "#components/layout/ScrollRegion.tsx";
import { getDatasetWords, unitName } from "#lib/content/datasets.ts";
import { getDerivedFigures } from "#lib/data/cached.ts";
import type { DatasetId } from "#lib/data/datasets.ts";
import type { Derived } from "#lib/data/derived.ts";
import type { DerivedFigure } from "#lib/data/derivedFigures.ts";
import { formatChange, formatNumber, formatShare } from "#lib/i18n/format.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { SourceLink } from "./SourceLink.tsx";
import { Time } from "./Time.tsx";

/** The figures computed from a dataset, each with its formula and the numbers it was made of. */
export async function DerivedTable({ id }: { id: DatasetId }) {
  const [figures, t] = await Promise.all([getDerivedFigures(id), getTranslations("derived")]);
  if (figures.length === 0) return null;
  const kinds = [...new Set(figures.map(({ kind }) => kind))];
  return (
    <section aria-labelledby="derived">
      <h2 id="derived">{t("title")}</h2>
      <p>{t("intro")}</p>
      <ul>
        {kinds.map((kind) => (
          <li key={kind}>{t(`about.${kind}`)}</li>
        ))}
      </ul>
      <ScrollRegion label={t("title")}>
        <table className="value-table">
          <thead>
            <tr>
              <th scope="col">{t("figure")}</th>
              <th scope="col" className="number">
                {t("value")}
              </th>
              <th scope="col">{t("formula")}</th>
              <th scope="col">{t("inputs")}</th>
            </tr>
          </thead>
          <tbody>
            {figures.map((figure) => (
              <DerivedRow key={[figure.kind, ...figure.of].join()} id={id} figure={figure} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}

function DerivedRow({
  id,
  figure: { kind, of, figure },
}: {
  id: DatasetId;
  figure: DerivedFigure;
}) {
  const t = useTranslations("derived");
  const locale = useLocale();
  const { partName } = getDatasetWords(id, locale);
  return (
    <tr>
      <th scope="row">
        {t(`name.${kind}`, { a: partName(of[0] ?? ""), b: partName(of[1] ?? "") })}
      </th>
      <td className="number">
        <DerivedValue dataset={id} figure={figure} format={formats[kind]} />
      </td>
      <td>{t(`formulas.${kind}`)}</td>
      <td className="origin">{figure.value !== null && <Inputs figure={figure} />}</td>
    </tr>
  );
}

type Known = Exclude<Derived, { value: null }>;

function Inputs({ figure }: { figure: Known }) {
  const locale = useLocale();
  return figure.inputs.map(({ name, value, unit, source, observedAt }) => (
    <div key={name}>
      {formatNumber(value, locale)} {unitName(unit, locale)} (<SourceLink source={source} />,{" "}
      <Time iso={observedAt} />)
    </div>
  ));
}

type ValueProps = {
  dataset: string;
  figure: Derived;
  format: (value: number, locale: Locale) => string;
};

function DerivedValue({ dataset, figure, format }: ValueProps) {
  const t = useTranslations("status");
  const locale = useLocale();
  if (figure.value === null) {
    return (
      <data value="" data-dataset={dataset} data-status="missing">
        {t("missing")}
      </data>
    );
  }
  const status = weakest(figure);
  return (
    <data value={figure.value} data-dataset={dataset} data-status={status}>
      {format(figure.value, locale)}
      {status !== "live" && <small className="status-mark">{t(status)}</small>}
    </data>
  );
}

/** A figure is only as good as its weakest input; rules written down here do not count against it. */
function weakest({ inputs }: Known): "sample" | "stale" | "live" {
  const statuses = inputs.map(({ status }) => status);
  if (statuses.includes("sample")) return "sample";
  return statuses.includes("stale") ? "stale" : "live";
}

const ratio = (value: number, locale: Locale) => formatNumber(value, locale);

const formats: Record<DerivedFigure["kind"], ValueProps["format"]> = {
  fullyDiluted: ratio,
  coverage: ratio,
  utilisation: formatShare,
  discount: formatShare,
  dilution: (value, locale) => formatChange(value * 100, locale),
};
