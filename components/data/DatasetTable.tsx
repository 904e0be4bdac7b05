import { useLocale, useTranslations } from "next-intl";
import { ScrollRegion } from "#components/layout/ScrollRegion.tsx";
import { getDatasetWords, unitName } from "#lib/content/datasets.ts";
import type { DatasetState, Figure } from "#lib/data/dataset.ts";
import { formatNumber } from "#lib/i18n/format.ts";
import { Attribution } from "./Attribution.tsx";
import { DataValue } from "./DataValue.tsx";
import { Origin } from "./Origin.tsx";
import { StatusLegend } from "./StatusLegend.tsx";

type Props = {
  state: DatasetState<string, unknown>;
  units: Record<string, string>;
};

/**
 * All numbers of a dataset, a row for each part, with unit, source and time. Of a long series the
 * last entry is shown; the rest is in the files.
 */
export function DatasetTable({ state, units }: Props) {
  const t = useTranslations("data");
  const locale = useLocale();
  const { partName, fields } = getDatasetWords(state.id, locale);
  const figures = Object.values(state.figures);
  const columns = fields.length > 0 ? fields : [["", t("value")] as const];
  return (
    <figure className="data-block">
      <ScrollRegion label={t("values")}>
        <table className="value-table">
          <thead>
            <tr>
              <th scope="col">{t("part")}</th>
              {columns.map(([path, name]) => (
                <th key={path} scope="col" className="number">
                  {name}
                </th>
              ))}
              <th scope="col">{t("unit")}</th>
              <th scope="col">{t("origin")}</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(state.figures).map(([part, figure]) => (
              <tr key={part}>
                <th scope="row">{partName(part)}</th>
                {columns.map(([path]) => (
                  <td key={path} className="number">
                    <NumberAt dataset={state.id} figure={figure} path={path} />
                  </td>
                ))}
                <td>{unitName(units[part] ?? "", locale)}</td>
                <td className="origin">
                  <Origin figure={figure} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <figcaption>
        <Attribution figures={figures} />
        <StatusLegend figures={figures} />
      </figcaption>
    </figure>
  );
}

type NumberProps = { dataset: string; figure: Figure<unknown>; path: string };

function NumberAt({ dataset, figure, path }: NumberProps) {
  const locale = useLocale();
  return (
    <DataValue
      dataset={dataset}
      figure={figure}
      pick={(value) => numberAt(value, path)}
      format={(amount) => formatNumber(amount, locale)}
    />
  );
}

/** @param path such as `price.usd`; empty for a value that is the number itself */
function numberAt(value: unknown, path: string): number | null {
  const last = Array.isArray(value) ? value.at(-1) : value;
  if (path === "") return typeof last === "number" ? last : null;
  const [key = "", ...rest] = path.split(".");
  return last !== null && typeof last === "object"
    ? numberAt(Object.entries(last).find(([name]) => name === key)?.[1], rest.join("."))
    : null;
}
