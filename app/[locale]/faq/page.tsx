import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { TextPage } from "#components/content/TextPage.tsx";
import { getFaq } from "#lib/content/texts.ts";
import { faqPage } from "#lib/seo/jsonLd.ts";
import { pageMetadata } from "#lib/seo/metadata.ts";

const page = { page: "faq" } as const;

export async function generateMetadata(): Promise<Metadata> {
  const locale = await getLocale();
  return pageMetadata(page, locale, getFaq(locale).frontmatter);
}

export default async function FaqPage() {
  const locale = await getLocale();
  const text = getFaq(locale);
  return <TextPage page={page} text={text} nodes={[faqPage(text.outline, locale)]} />;
}
