import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { ScrollRegion } from "#components/layout/ScrollRegion.tsx";
import { getDatasetWords } from "#lib/content/datasets.ts";
import { pathOf } from "#lib/content/pages.ts";
import { getDataset } from "#lib/data/cached.ts";
import type { Figure } from "#lib/data/dataset.ts";
import { type DatasetId, datasetIds } from "#lib/data/datasets.ts";
import { Time } from "./Time.tsx";

/** Every dataset with its state, its page and its files. */
export async function DatasetList() {
  const [t, states] = await Promise.all([
    getTranslations("data"),
    Promise.all(datasetIds.map((id) => getDataset(id))),
  ]);
  return (
    <ScrollRegion label={t("list")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("dataset")}</th>
            <th scope="col">{t("retrieved")}</th>
            <th scope="col">{t("files")}</th>
          </tr>
        </thead>
        <tbody>
          {datasetIds.map((id, index) => (
            <DatasetRow key={id} id={id} figures={Object.values(states[index]?.figures ?? {})} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function DatasetRow({ id, figures }: { id: DatasetId; figures: Figure<unknown>[] }) {
  const locale = useLocale();
  const t = useTranslations();
  const { title } = getDatasetWords(id, locale);
  const oldest = figures.flatMap((one) => ("retrievedAt" in one ? one.retrievedAt : [])).sort()[0];
  const file = `/api/v1/datasets/${id}`;
  return (
    <tr>
      <th scope="row">
        <Link href={pathOf({ page: "dataset", id }, locale)}>{title}</Link>
      </th>
      <td>{oldest ? <Time iso={oldest} /> : t("status.missing")}</td>
      <td>
        <a href={file}>JSON</a>, <a href={`${file}.csv`}>CSV</a>
      </td>
    </tr>
  );
}
