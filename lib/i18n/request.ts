import { notFound } from "next/navigation";
import { locale as rootLocale } from "next/root-params";
import { getRequestConfig } from "next-intl/server";
import de from "#messages/de.json" with { type: "json" };
import en from "#messages/en.json" with { type: "json" };
import { isLocale, type Locale } from "./locales.ts";

const messages = { en, de } satisfies Record<Locale, typeof en>;

/** Route handlers name the locale themselves: root parameters do not exist there. */
export default getRequestConfig(async ({ locale }) => {
  const wanted = locale ?? (await rootLocale());
  if (!isLocale(wanted)) notFound();
  return { locale: wanted, messages: messages[wanted], timeZone: "UTC" };
});
