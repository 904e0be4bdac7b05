/** The languages of the site. Both are complete: there is no fallback from one to the other. */
export const locales = ["en", "de"] as const;

export type Locale = (typeof locales)[number];

/** The language for readers who ask for neither, and the target of `hreflang="x-default"`. */
export const defaultLocale: Locale = "en";

/** The name of each language in that language, for the language switch. */
export const localeNames: Record<Locale, string> = { en: "English", de: "Deutsch" };

/**
 * BCP 47 tags for `Intl`. British English, because the guide is written in it and because it
 * prints the dollar as `US$`, which cannot be mistaken for another dollar.
 */
export const formatTags: Record<Locale, string> = { en: "en-GB", de: "de-DE" };

/** Open Graph's form of the language tags. */
export const openGraphLocales: Record<Locale, string> = { en: "en_GB", de: "de_DE" };

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value);
}

export function otherLocale(locale: Locale): Locale {
  return locale === "en" ? "de" : "en";
}

/**
 * The language for a reader who asks for none by address: German if the header lists `de` before
 * any `en` and not with `q=0`, else English. The order is enough; browsers list by preference.
 *
 * @param acceptLanguage the header, such as `de-AT,de;q=0.9,en;q=0.8`
 */
export function preferredLocale(acceptLanguage: string | null): Locale {
  const ranges = (acceptLanguage ?? "").toLowerCase().split(",");
  for (const range of ranges) {
    const [tag = "", ...parameters] = range.split(";").map((part) => part.trim());
    const language = tag.split("-")[0];
    if (language === "en") return "en";
    if (language === "de" && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)))
      return "de";
  }
  return defaultLocale;
}
