import { render } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import type { Locale } from "#lib/i18n/locales.ts";
import de from "#messages/de.json" with { type: "json" };
import en from "#messages/en.json" with { type: "json" };

/** The interface words, to be expected on the page. */
export const words = { en, de } satisfies Record<Locale, unknown>;

/** Draws what a server component returns, in a language. */
export function renderIn(locale: Locale, children: ReactNode) {
  return render(
    <NextIntlClientProvider locale={locale} messages={words[locale]} timeZone="UTC">
      {children}
    </NextIntlClientProvider>,
  );
}

/** A message with its arguments and empty tags filled in. */
export function fill(message: string, values: Record<string, string | number>): string {
  return Object.entries(values).reduce(
    (text, [name, value]) =>
      text.replaceAll(`{${name}}`, String(value)).replaceAll(`<${name}></${name}>`, String(value)),
    message,
  );
}
