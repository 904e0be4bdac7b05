"use client";

import { useParams } from "next/navigation";
import { ErrorText } from "#components/content/ErrorText.tsx";

/** A page that fails in the browser. Its words are the only ones shipped to every reader. */
export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const { locale } = useParams<{ locale: string }>();
  return <ErrorText language={locale} retry={reset} />;
}
