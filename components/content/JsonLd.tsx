import type { Graph } from "schema-dts";

/** Structured data. `<` is escaped so that no text can close the element. */
export function JsonLd({ data }: { data: Graph }) {
  const json = JSON.stringify(data).replace(/</g, "\\u003c");
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON of our own content, escaped above
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
