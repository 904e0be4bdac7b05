import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";

/**
 * `lib` <- `components` <- `app`, by the repository's own lint rules on made-up files. They lie in a
 * folder of their own: from standard input Biome prints no findings.
 */
const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");

const reportSchema = z.object({
  diagnostics: z.array(
    z.object({ category: z.string(), location: z.object({ path: z.string() }) }),
  ),
});

const files = [
  ["lib/data/a.ts", "next/cache"],
  ["lib/data/sources/a.ts", "next/cache"],
  ["lib/data/b.ts", "react"],
  ["lib/data/c.ts", "#components/x.tsx"],
  ["lib/data/d.ts", "../server/env.ts"],
  ["lib/tokenomics/a.ts", "react"],
  ["lib/seo/a.ts", "#components/x.tsx"],
  ["lib/seo/b.ts", "../../components/x.tsx"],
  ["lib/i18n/a.ts", "../../app/sitemap.ts"],
  ["components/data/a.tsx", "../../app/sitemap.ts"],
  ["lib/data/cached.ts", "next/cache"],
  ["lib/data/e.ts", "../networks.ts"],
  ["lib/i18n/b.ts", "next-intl/server"],
  ["components/data/b.tsx", "#lib/data/cached.ts"],
  ["app/page.tsx", "#components/x.tsx"],
] as const;

/** Files in which the lint finds an import that is not allowed. */
function filesWithRestrictedImports(): string[] {
  const folder = mkdtempSync(join(tmpdir(), "architecture-"));
  try {
    for (const name of ["biome.json", ".gitignore"]) cpSync(name, join(folder, name));
    for (const [file, specifier] of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `export * from "${specifier}";\n`);
    }
    const { stdout } = spawnSync(process.execPath, [biome, "lint", "--reporter=json", "."], {
      cwd: folder,
      encoding: "utf8",
    });
    return reportSchema
      .parse(JSON.parse(stdout))
      .diagnostics.filter(({ category }) => category === "lint/style/noRestrictedImports")
      .map(({ location }) => location.path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("imports against the direction of the house are reported, and no others", () => {
  expect(filesWithRestrictedImports().sort()).toEqual(
    [
      "lib/data/a.ts",
      "lib/data/sources/a.ts",
      "lib/data/b.ts",
      "lib/data/c.ts",
      "lib/data/d.ts",
      "lib/tokenomics/a.ts",
      "lib/seo/a.ts",
      "lib/seo/b.ts",
      "lib/i18n/a.ts",
      "components/data/a.tsx",
    ].sort(),
  );
});
