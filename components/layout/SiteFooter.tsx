import { useTranslations } from "next-intl";

const LICENCE = "https://creativecommons.org/licenses/by/4.0/";

export function SiteFooter() {
  const t = useTranslations("footer");
  return (
    <footer className="site-footer">
      <p>{t("disclaimer")}</p>
      <p>
        {t.rich("licence", {
          link: (words) => (
            <a href={LICENCE} rel="license">
              {words}
            </a>
          ),
        })}
        {". "}
        {t("privacy")}
      </p>
    </footer>
  );
}
