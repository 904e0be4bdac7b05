import { useLocale } from "next-intl";
import { formatDate, formatTime } from "#lib/i18n/format.ts";

type Props = {
  /** An instant, a day, a month or a year. */
  iso: string;
  /** Print the day only, although the instant is known. */
  dayOnly?: boolean;
};

export function Time({ iso, dayOnly = false }: Props) {
  const locale = useLocale();
  return <time dateTime={iso}>{dayOnly ? formatDate(iso, locale) : formatTime(iso, locale)}</time>;
}
