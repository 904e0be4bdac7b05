import type { Heading, Root, RootContent } from "mdast";
import { toString as plainText } from "mdast-util-to-string";
import type { VFile } from "vfile";
import type { Section } from "../outline.ts";
import { exportConst } from "./exportConst.ts";

const explicitId = /\s*\[#([a-z0-9]+(?:-[a-z0-9]+)*)\]\s*$/;

/**
 * Reads `## Title [#id]`, gives the heading that id, and exports the page's `outline`.
 *
 * Ids are written, not derived, so that a link to a section works in both languages and survives
 * a better title.
 */
export default function remarkOutline() {
  return (tree: Root, file: VFile) => {
    const outline: Section[] = [];
    for (const node of tree.children) {
      if (node.type === "heading") outline.push(openSection(node, file));
      else appendText(outline.at(-1), node);
    }
    failOnRepeatedIds(outline, file);
    tree.children.push(exportConst("outline", outline));
  };
}

function openSection(heading: Heading, file: VFile): Section {
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
  last.value = last.value.replace(explicitId, "");
  heading.data = { ...heading.data, hProperties: { id } };
  return { id, depth, title: plainText(heading), text: "" };
}

function appendText(section: Section | undefined, node: RootContent) {
  const words = node.type === "mdxjsEsm" ? "" : plainText(node).trim();
  if (section && words) section.text = [section.text, words].filter(Boolean).join("\n\n");
}

function failOnRepeatedIds(outline: Section[], file: VFile) {
  const seen = new Set<string>();
  for (const { id } of outline) {
    if (seen.has(id)) file.fail(`Two headings have the id "${id}".`);
    seen.add(id);
  }
}
