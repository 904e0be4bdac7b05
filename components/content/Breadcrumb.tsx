import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Crumb } from "#lib/seo/breadcrumb.ts";

/** The way from the start page to this one; its last entry is this page. */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  const t = useTranslations("nav");
  return (
    <nav className="breadcrumb" aria-label={t("breadcrumb")}>
      <ol>
        {crumbs.map(({ name, path }, index) => (
          <li key={path}>
            {index === crumbs.length - 1 ? (
              <span aria-current="page">{name}</span>
            ) : (
              <Link href={path}>{name}</Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
