import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { TextPage } from "#components/content/TextPage.tsx";
import { getApiText } from "#lib/content/texts.ts";
import { pageMetadata } from "#lib/seo/metadata.ts";

const page = { page: "api" } as const;

export async function generateMetadata(): Promise<Metadata> {
  const locale = await getLocale();
  return pageMetadata(page, locale, getApiText(locale).frontmatter);
}

export default async function ApiPage() {
  return <TextPage page={page} text={getApiText(await getLocale())} />;
}
