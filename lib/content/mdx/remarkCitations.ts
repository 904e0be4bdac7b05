import type { Parent, Root } from "mdast";
import type { MdxJsxTextElement } from "mdast-util-mdx-jsx";
import { visit } from "unist-util-visit";
import type { VFile } from "vfile";
import type { Citation } from "../citations.ts";
import { exportConst } from "./exportConst.ts";

/**
 * Numbers `<Cite id="…" />` by first appearance and exports the page's `citations`.
 *
 * Numbers are given when the text is compiled, because server components share no counter.
 */
export default function remarkCitations() {
  return (tree: Root, file: VFile) => {
    const citations: Citation[] = [];
    visit(tree, ["mdxJsxTextElement", "mdxJsxFlowElement"], (node, index, parent) => {
      const element = node as MdxJsxTextElement;
      if (element.name !== "Cite") return;
      closeGap(parent as Parent | undefined, index);
      const citation = citedSource(element, citations, file);
      citation.occurrences += 1;
      element.attributes.push(
        { type: "mdxJsxAttribute", name: "number", value: String(citations.indexOf(citation) + 1) },
        { type: "mdxJsxAttribute", name: "occurrence", value: String(citation.occurrences) },
      );
    });
    tree.children.push(exportConst("citations", citations));
  };
}

/** Authors put a space before a citation; the raised number stands close to its sentence. */
function closeGap(parent: Parent | undefined, index: number | undefined) {
  const before = index ? parent?.children[index - 1] : undefined;
  if (before?.type === "text") before.value = before.value.trimEnd();
}

function citedSource(element: MdxJsxTextElement, citations: Citation[], file: VFile): Citation {
  const attribute = element.attributes.find(
    (candidate) => candidate.type === "mdxJsxAttribute" && candidate.name === "id",
  );
  if (typeof attribute?.value !== "string") {
    file.fail('A citation names its source: <Cite id="source-id" />.', element);
  }
  const known = citations.find(({ id }) => id === attribute.value);
  if (known) return known;
  const added = { id: attribute.value, occurrences: 0 };
  citations.push(added);
  return added;
}
