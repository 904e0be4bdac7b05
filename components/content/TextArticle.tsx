import type { Document } from "#lib/content/modules.ts";
import type { PageFrontmatter } from "#lib/content/schema.ts";
import { mdxComponents } from "./mdxComponents.tsx";
import { PageDates } from "./PageDates.tsx";

/** A text that is no chapter. */
export function TextArticle({ text }: { text: Document<PageFrontmatter> }) {
  const { frontmatter, Body } = text;
  return (
    <article className="prose">
      <h1>{frontmatter.title}</h1>
      <PageDates published={frontmatter.published} reviewed={frontmatter.reviewed} />
      <Body components={mdxComponents} />
    </article>
  );
}
