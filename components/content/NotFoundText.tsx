import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { PageFrame } from "#components/layout/PageFrame.tsx";
import { pathOf } from "#lib/content/pages.ts";

export function NotFoundText() {
  const t = useTranslations("notFound");
  const locale = useLocale();
  const home = { page: "home" } as const;
  return (
    <PageFrame page={home}>
      <div className="prose message">
        <h1>{t("title")}</h1>
        <p>{t("text")}</p>
        <p>
          <Link href={pathOf(home, locale)}>{t("home")}</Link>
        </p>
      </div>
    </PageFrame>
  );
}
