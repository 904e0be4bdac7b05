"use client";

import { ErrorText } from "#components/content/ErrorText.tsx";
import "./globals.css";

/** The last resort, when even the layout fails: it draws the whole document. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  const language = typeof window === "undefined" ? "en" : window.location.pathname.split("/")[1];
  return (
    <html lang={language === "de" ? "de" : "en"}>
      <body>
        <ErrorText language={language} retry={reset} />
      </body>
    </html>
  );
}
