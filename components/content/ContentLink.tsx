import Link from "next/link";
import { useLocale } from "next-intl";
import type { ComponentProps } from "react";
import { resolveContentLink } from "#lib/content/pages.ts";

/** A link in a text: to a heading, to another content file, or to the outside. */
export function ContentLink({ href = "", children, ...rest }: ComponentProps<"a">) {
  const locale = useLocale();
  if (href.startsWith("#") || /^(https?|mailto):/.test(href)) {
    return (
      <a href={href} {...rest}>
        {children}
      </a>
    );
  }
  return (
    <Link href={resolveContentLink(href, locale)} title={rest.title}>
      {children}
    </Link>
  );
}
