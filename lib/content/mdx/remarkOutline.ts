import type { Heading, Nodes, Root } from "mdast";
import { toString as plainText } from "mdast-util-to-string";
import { visit } from "unist-util-visit";
import type { VFile } from "vfile";
import type { Section } from "../outline.ts";
import { exportConst } from "./exportConst.ts";

const explicitId = /\s*\[#([a-z0-9]+(?:-[a-z0-9]+)*)\]\s*$/;

/** The blocks that hold words themselves; lists, quotes and asides only hold such blocks. */
const wordBlocks = new Set<string>(["paragraph", "tableCell", "code"]);

/**
 * Reads `## Title [#id]`, gives the heading that id, and exports the page's `outline`.
 *
 * Ids are written, not derived, so that a link to a section works in both languages and survives
 * a better title.
 */
export default function remarkOutline() {
  return (tree: Root, file: VFile) => {
    const outline: Section[] = [];
    visit(tree, (node) => {
      if (node.type === "heading") outline.push(openSection(node, outline, file));
      else if (wordBlocks.has(node.type)) appendText(outline.at(-1), node);
    });
    tree.children.push(exportConst("outline", outline));
  };
}

function openSection(heading: Heading, outline: readonly Section[], file: VFile): Section {
  const last = heading.children.at(-1);
  const id = last?.type === "text" ? explicitId.exec(last.value)?.[1] : undefined;
  const { depth } = heading;
  if (depth !== 2 && depth !== 3) {
    file.fail(
      "Use ## or ### for headings; the title of the page comes from its frontmatter.",
      heading,
    );
  }
  if (last?.type !== "text" || !id) {
    file.fail(`The heading "${plainText(heading)}" needs an id: "## Title [#id]".`, heading);
  }
  if (outline.some((section) => section.id === id)) {
    file.fail(`Two headings have the id "${id}".`, heading);
  }
  last.value = last.value.replace(explicitId, "");
  heading.data = { ...heading.data, hProperties: { id } };
  return { id, depth, title: plainText(heading), text: "" };
}

function appendText(section: Section | undefined, block: Nodes) {
  const parts: string[] = [];
  visit(block, (node) => {
    if (node.type === "text" || node.type === "inlineCode" || node.type === "code") {
      parts.push(node.value);
    }
  });
  const words = parts.join("").replace(/\s+/g, " ").trim();
  if (section && words) section.text = [section.text, words].filter(Boolean).join("\n\n");
}
