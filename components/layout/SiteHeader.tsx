import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { getChapters } from "#lib/content/chapters.ts";
import { pathOf } from "#lib/content/pages.ts";
import { localeNames, otherLocale } from "#lib/i18n/locales.ts";
import type { PageRef } from "#lib/i18n/routes.ts";
import { LanguageLink } from "./LanguageLink.tsx";
import { ThemeSwitch } from "./ThemeSwitch.tsx";

/** @param page the page shown, so that the language switch leads to its other half */
export function SiteHeader({ page }: { page: PageRef }) {
  const t = useTranslations();
  const locale = useLocale();
  const other = otherLocale(locale);
  const [firstChapter] = getChapters(locale);
  return (
    <header className="site-header">
      <a className="skip-link" href="#main">
        {t("nav.skip")}
      </a>
      <div className="site-header-row">
        <Link className="site-name" href={pathOf({ page: "home" }, locale)}>
          {t("site.short")}
        </Link>
        <nav aria-label={t("nav.label")}>
          <ul>
            {firstChapter && (
              <li>
                <Link
                  href={pathOf({ page: "chapter", id: firstChapter.id }, locale)}
                  aria-current={page.page === "chapter" ? "true" : undefined}
                >
                  {t("nav.guide")}
                </Link>
              </li>
            )}
            <li>
              <Link
                href={pathOf({ page: "api" }, locale)}
                aria-current={page.page === "api" ? "page" : undefined}
              >
                {t("nav.data")}
              </Link>
            </li>
            <li>
              <Link
                href={pathOf({ page: "faq" }, locale)}
                aria-current={page.page === "faq" ? "page" : undefined}
              >
                {t("nav.faq")}
              </Link>
            </li>
          </ul>
        </nav>
        <div className="site-switches">
          <nav aria-label={t("nav.language")}>
            <LanguageLink href={pathOf(page, other)} lang={other} name={localeNames[other]} />
          </nav>
          <ThemeSwitch
            label={t("theme.label")}
            names={{
              system: t("theme.system"),
              light: t("theme.light"),
              dark: t("theme.dark"),
            }}
          />
        </div>
      </div>
    </header>
  );
}
