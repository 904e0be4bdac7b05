import { expect, test } from "vitest";
import { preferredLocale } from "#lib/i18n/locales.ts";

test.each([
  ["de", "de"],
  ["de,en", "de"],
  ["de-AT,de;q=0.9,en;q=0.8", "de"],
  ["de-AT", "de"],
  ["DE", "de"],
  ["DE-ch;q=0.1, en", "de"],
  ["fr,de", "de"],
  ["fr;q=1.0 , de ; q=0.5", "de"],
  ["de;q=0.001", "de"],
  ["en,de", "en"],
  ["en-US,en;q=0.9,de;q=0.8", "en"],
  ["EN-GB,DE", "en"],
  ["fr,en;q=0.2,de", "en"],
  ["de;q=0", "en"],
  ["de;q=0.000", "en"],
  ["de;Q=0,fr", "en"],
  ["den", "en"],
  ["den,den-DE", "en"],
  ["eng,de", "de"],
  ["fr,es", "en"],
  ["*", "en"],
  ["", "en"],
  [",,;", "en"],
  [null, "en"],
])("Accept-Language %j asks for %s", (header, locale) => {
  expect(preferredLocale(header)).toBe(locale);
});
