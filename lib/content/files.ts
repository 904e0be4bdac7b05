import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { parse as parseYaml, YAMLParseError } from "yaml";
import type { Locale } from "../i18n/locales.ts";
import { ContentError, chapterSchemas, parseContent } from "./schema.ts";

/**
 * Content as files, for what runs before or beside the build: the configuration and the checks.
 * Pages never use this door: while a page is regenerated the files may not be there.
 */
export type ContentFile = { file: string; frontmatter: unknown; body: string };

/** @throws {ContentError} when the file has no frontmatter or its YAML does not parse. */
export function readContentFile(file: string): ContentFile {
  const parts = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(file, "utf8"));
  if (!parts)
    throw new ContentError(`${file}: must begin with frontmatter between two lines "---"`);
  try {
    return { file, frontmatter: parseYaml(parts[1] ?? ""), body: parts[2] ?? "" };
  } catch (error) {
    throw new ContentError(`${file}: frontmatter is not valid YAML: ${yamlFault(error)}`);
  }
}

/** One line, with the line number of the file: the frontmatter begins on its second. */
function yamlFault(error: unknown): string {
  if (!(error instanceof YAMLParseError)) return String(error);
  const words = error.message.split(" at line ")[0] ?? error.message;
  const line = error.linePos?.[0].line;
  return line ? `line ${line + 1}: ${words}` : words;
}

export function listContentFiles(locale: Locale, folder = "**"): string[] {
  return globSync(`content/${locale}/${folder}/*.mdx`).sort();
}

/** The slugs of every chapter, read from disk. */
export function readChapterSlugs(): Record<string, Record<Locale, string>> {
  const slugOf = (locale: Locale, name: string) => {
    const file = `content/${locale}/guide/${name}.mdx`;
    const { frontmatter } = readContentFile(file);
    return parseContent(chapterSchemas[locale], frontmatter, file).slug;
  };
  const names = listContentFiles("en", "guide").map((file) => file.replace(/^.*\/|\.mdx$/g, ""));
  return Object.fromEntries(
    names.map((name) => [name, { en: slugOf("en", name), de: slugOf("de", name) }]),
  );
}

/**
 * Identifies an English text, for `translationOf` in its German file.
 *
 * Covers title, description, key points and body, not dates or slug. White space is folded, so
 * that a re-wrapped paragraph needs no new translation.
 */
export function translationHash({ frontmatter, body }: ContentFile): string {
  const { title, description, keyPoints } = Object(frontmatter) as Record<string, unknown>;
  const words = JSON.stringify([title, description, keyPoints ?? null, body]).replace(
    /(\\n|\s)+/g,
    " ",
  );
  return createHash("sha256").update(words).digest("hex").slice(0, 16);
}
