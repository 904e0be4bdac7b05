import { formatTags, type Locale } from "./locales.ts";

/**
 * The one set of formats. Server only, in UTC: a browser never formats again, so that no two
 * readers see the same number written differently.
 */
export type Currency = "usd" | "eur";

/** A token price: two decimals, below one unit four, and further down four digits that say something. */
export function formatPrice(value: number, currency: Currency, locale: Locale): string {
  return new Intl.NumberFormat(formatTags[locale], {
    style: "currency",
    currency: currency.toUpperCase(),
    minimumFractionDigits: 2,
    ...(value < 0.01
      ? { maximumSignificantDigits: 4 }
      : { maximumFractionDigits: value < 1 ? 4 : 2 }),
  }).format(value);
}

/** A market value, shortened to millions or billions (German: Mio., Mrd.). */
export function formatLargeAmount(value: number, currency: Currency, locale: Locale): string {
  return new Intl.NumberFormat(formatTags[locale], {
    style: "currency",
    currency: currency.toUpperCase(),
    notation: "compact",
    minimumFractionDigits: 0,
    maximumSignificantDigits: 3,
  }).format(value);
}

/** A change that is already in per cent, with its sign. */
export function formatChange(percent: number, locale: Locale): string {
  return new Intl.NumberFormat(formatTags[locale], {
    style: "percent",
    signDisplay: "exceptZero",
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
    .format(percent / 100)
    .replace("-", "\u2212");
}

/**
 * A date as precise as it is known.
 *
 * @param iso an instant, a day (`2026-10-19`), a month (`2026-06`) or a year
 */
export function formatDate(iso: string, locale: Locale): string {
  const parts = iso.split("-").length;
  if (parts === 1) return iso;
  const options: Intl.DateTimeFormatOptions = { timeZone: "UTC", year: "numeric", month: "long" };
  if (parts > 2) options.day = "numeric";
  return new Intl.DateTimeFormat(formatTags[locale], options).format(new Date(iso));
}

/** An instant to the minute, or a date as precise as it is known. */
export function formatTime(iso: string, locale: Locale): string {
  if (!iso.includes("T")) return formatDate(iso, locale);
  return new Intl.DateTimeFormat(formatTags[locale], {
    timeZone: "UTC",
    year: "numeric",
    month: locale === "de" ? "2-digit" : "short",
    day: locale === "de" ? "2-digit" : "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  }).format(new Date(iso));
}

/** A number of any size without a unit: whole, with two decimals, or with four digits below one. */
export function formatNumber(value: number, locale: Locale): string {
  const size = Math.abs(value);
  const decimals = Number.isInteger(value) || size >= 1000 ? 0 : 2;
  return new Intl.NumberFormat(formatTags[locale], {
    ...(size < 1 && size > 0
      ? { maximumSignificantDigits: 4 }
      : { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
  })
    .format(value)
    .replace("-", "\u2212");
}

/** A share, given as a ratio, in per cent: 0.25 is 25 %. */
export function formatShare(share: number, locale: Locale): string {
  return new Intl.NumberFormat(formatTags[locale], { style: "percent", maximumFractionDigits: 1 })
    .format(share)
    .replace("-", "\u2212");
}
