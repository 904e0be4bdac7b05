import { useLocale, useTranslations } from "next-intl";
import { ScrollRegion } from "#components/layout/ScrollRegion.tsx";
import { getDatasetWords } from "#lib/content/datasets.ts";
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

/** All numbers of a dataset, each with unit, source and time. Long lists are left to the files. */
export function DatasetTable({ state, units }: Props) {
  const t = useTranslations("data");
  const figures = Object.values(state.figures);
  return (
    <figure className="data-block">
      <ScrollRegion label={t("values")}>
        <table className="value-table">
          <thead>
            <tr>
              <th scope="col">{t("part")}</th>
              <th scope="col">{t("value")}</th>
              <th scope="col">{t("unit")}</th>
              <th scope="col">{t("origin")}</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(state.figures).map(([part, figure]) => (
              <PartRows
                key={part}
                dataset={state.id}
                part={part}
                unit={units[part] ?? ""}
                figure={figure}
              />
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

type RowsProps = { dataset: string; part: string; unit: string; figure: Figure<unknown> };

function PartRows({ dataset, part, unit, figure }: RowsProps) {
  const locale = useLocale();
  const name = getDatasetWords(dataset, locale).partName(part);
  const numbers =
    figure.status === "missing" ? [{ path: "", of: () => null }] : numbersIn(figure.value);
  return numbers.map(({ path, of }) => (
    <tr key={path}>
      <th scope="row">
        {name}
        {path && <span className="ticker"> {path}</span>}
      </th>
      <td>
        <DataValue
          dataset={dataset}
          figure={figure}
          pick={of}
          format={(amount) => formatNumber(amount, locale)}
        />
      </td>
      <td>{unit}</td>
      <td className="origin">
        <Origin figure={figure} />
      </td>
    </tr>
  ));
}

type PathNumber = { path: string; of: (value: unknown) => number | null };

/** The numbers of a value with their paths, such as `price.usd`; of a list only its last entry. */
function numbersIn(value: unknown, path = ""): PathNumber[] {
  if (typeof value === "number" || value === null) return [{ path, of: () => value }];
  if (Array.isArray(value)) return value.length > 0 ? numbersIn(value.at(-1), `${path}[-1]`) : [];
  if (typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, item]) =>
    numbersIn(item, path === "" ? key : `${path}.${key}`),
  );
}
