import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = new URL("./", import.meta.url);

/** Changes with our plugins, so that no build serves a text that older ones compiled. */
const fingerprint = readdirSync(folder)
  .sort()
  .reduce((hash, file) => hash.update(readFileSync(new URL(file, folder))), createHash("sha256"))
  .digest("hex");

const own = (file: string): Plugin => [fileURLToPath(new URL(file, folder)), { fingerprint }];

type Plugin = [name: string, options?: { fingerprint: string }];

/**
 * The remark plugins of every MDX file, by name: Turbopack hands options to a loader in another
 * process, so they must survive serialisation.
 */
export const remarkPlugins: Plugin[] = [
  ["remark-frontmatter"],
  ["remark-mdx-frontmatter"],
  ["remark-gfm"],
  own("./remarkOutline.ts"),
  own("./remarkCitations.ts"),
];
