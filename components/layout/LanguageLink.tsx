"use client";

import type { MouseEvent } from "react";

type Props = { href: string; lang: string; name: string };

/**
 * Leads to the same page in the other language, and to the section the reader is at: heading ids
 * are equal in both. Without scripts the link still leads to the page.
 */
export function LanguageLink({ href, lang, name }: Props) {
  function keepPlace(event: MouseEvent<HTMLAnchorElement>) {
    event.currentTarget.href = href + window.location.search + window.location.hash;
  }
  return (
    <a href={href} lang={lang} hrefLang={lang} onClick={keepPlace}>
      {name}
    </a>
  );
}
