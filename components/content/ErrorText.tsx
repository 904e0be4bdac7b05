"use client";

import { defaultLocale, isLocale } from "#lib/i18n/locales.ts";
import words from "#messages/errors.json" with { type: "json" };

type Props = {
  /** From the address, so possibly not a language we have. */
  language: string | undefined;
  retry: () => void;
};

export function ErrorText({ language, retry }: Props) {
  const { title, text, retry: again } = words[isLocale(language) ? language : defaultLocale];
  return (
    <main id="main" className="prose message" role="alert">
      <h1>{title}</h1>
      <p>{text}</p>
      <p>
        <button type="button" onClick={retry}>
          {again}
        </button>
      </p>
    </main>
  );
}
