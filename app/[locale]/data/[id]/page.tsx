import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Breadcrumb } from "#components/content/Breadcrumb.tsx";
import { JsonLd } from "#components/content/JsonLd.tsx";
import { DatasetTable } from "#components/data/DatasetTable.tsx";
import { DerivedTable } from "#components/data/DerivedTable.tsx";
import { PageFrame } from "#components/layout/PageFrame.tsx";
import { getDatasetWords } from "#lib/content/datasets.ts";
import { pathOf } from "#lib/content/pages.ts";
import { getApiText } from "#lib/content/texts.ts";
import { getDataset } from "#lib/data/cached.ts";
import { datasetIds } from "#lib/data/datasets.ts";
import { breadcrumbList, graph } from "#lib/seo/jsonLd.ts";
import { pageMetadata } from "#lib/seo/metadata.ts";
import { datasetUnits, isDatasetId } from "#lib/server/dataRuntime.ts";

type Props = PageProps<"/[locale]/data/[id]">;

export function generateStaticParams() {
  return datasetIds.map((id) => ({ id }));
}

async function getId({ params }: Props) {
  const { id } = await params;
  return isDatasetId(id) ? id : notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [id, locale] = await Promise.all([getId(props), getLocale()]);
  const { title, about } = getDatasetWords(id, locale);
  return pageMetadata({ page: "dataset", id }, locale, { title, description: about });
}

export default async function DatasetPage(props: Props) {
  const [id, locale, t] = await Promise.all([getId(props), getLocale(), getTranslations()]);
  const page = { page: "dataset", id } as const;
  const { title, about } = getDatasetWords(id, locale);
  const api = getApiText(locale).frontmatter.title;
  const crumbs = [
    { name: t("site.short"), path: pathOf({ page: "home" }, locale) },
    { name: api, path: pathOf({ page: "api" }, locale) },
    { name: title, path: pathOf(page, locale) },
  ];
  const state = await getDataset(id);
  const file = `/api/v1/datasets/${id}`;
  return (
    <PageFrame page={page}>
      <Breadcrumb crumbs={crumbs} />
      <div className="prose dataset">
        <h1>{title}</h1>
        <p>{about}</p>
        <DatasetTable state={state} units={datasetUnits(id)} />
        <DerivedTable id={id} />
        <p>
          {t("data.download")} <a href={file}>JSON</a>, <a href={`${file}.csv`}>CSV</a>
        </p>
        {state.sha256 && (
          <p className="page-dates">
            {t("data.snapshot")} <code>{state.sha256.slice(0, 16)}</code>
          </p>
        )}
      </div>
      <JsonLd data={graph(breadcrumbList(crumbs))} />
    </PageFrame>
  );
}
