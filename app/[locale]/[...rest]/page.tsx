import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotFoundText } from "#components/content/NotFoundText.tsx";
import { NOT_FOUND_SEGMENT } from "#lib/server/buildAddresses.ts";

/**
 * The 404 page of a language. An ordinary page, so that it is prerendered and has text, language
 * and policy; the page cache sends it, with its status, for every address that does not exist.
 */
export function generateStaticParams() {
  return [{ rest: [NOT_FOUND_SEGMENT] }];
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("notFound");
  return { title: t("title"), robots: { index: false } };
}

export default function NotFoundPage() {
  return <NotFoundText />;
}
