import { fileURLToPath } from "node:url";

const local = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/**
 * The remark plugins of every MDX file, by name: Turbopack hands options to a loader in another
 * process, so they must survive serialisation.
 */
export const remarkPlugins: string[] = [
  "remark-frontmatter",
  "remark-mdx-frontmatter",
  "remark-gfm",
  local("./remarkOutline.ts"),
  local("./remarkCitations.ts"),
];
