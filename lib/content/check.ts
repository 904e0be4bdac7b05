import { existsSync } from "node:fs";
import { type Locale, locales } from "../i18n/locales.ts";
import { listContentFiles, readContentFile, translationHash } from "./files.ts";
import { chapterSchemas, pageSchemas, parseContent } from "./schema.ts";

/**
 * Everything the build would refuse and a reader would stumble over, found without building.
 *
 * @returns one line per fault: file, what is wrong, what to do. Empty when all is well.
 */
export function checkContent(): string[] {
  const files = locales.flatMap((locale) => listContentFiles(locale));
  const faults = files.flatMap((file) => {
    const partner = file.startsWith("content/de/") ? checkTranslation : checkPartner;
    return [...faultsOf(() => checkFrontmatter(file)), ...faultsOf(() => partner(file))];
  });
  return [...new Set([...faults, ...checkSlugs()])];
}

function faultsOf(check: () => string[]): string[] {
  try {
    return check();
  } catch (error) {
    return (error as Error).message.split("\n");
  }
}

function checkFrontmatter(file: string): string[] {
  parseContent(schemaOf(file), readContentFile(file).frontmatter, file);
  return [];
}

/**
 * Two chapters with one word between them, also across languages: the word of either language
 * leads to the chapter, so it can lead to one only.
 */
function checkSlugs(): string[] {
  const owners = new Map<unknown, string>();
  const chapterOf = (file: string) => file.replace(/^.*\//, "");
  const files = locales.flatMap((locale) => listContentFiles(locale, "guide"));
  return files.flatMap((file) =>
    faultsOf(() => {
      const { slug } = Object(readContentFile(file).frontmatter);
      const owner = owners.get(slug) ?? file;
      owners.set(slug, owner);
      if (chapterOf(owner) === chapterOf(file)) return [];
      return [`${file}: field "slug": "${slug}" is taken by ${owner}; choose another`];
    }),
  );
}

function schemaOf(file: string) {
  const locale = file.split("/")[1] as Locale;
  return (file.includes("/guide/") ? chapterSchemas : pageSchemas)[locale];
}

function checkPartner(file: string): string[] {
  const partner = file.replace("content/en/", "content/de/");
  return existsSync(partner) ? [] : [`${partner}: missing; every text exists in both languages`];
}

function checkTranslation(file: string): string[] {
  const original = file.replace("content/de/", "content/en/");
  if (!existsSync(original)) return [`${original}: missing; the German text translates it`];
  const hash = translationHash(readContentFile(original));
  const { translationOf } = Object(readContentFile(file).frontmatter);
  return hash === translationOf
    ? []
    : [
        `${file}: translates an older text; compare it with ${original}, then set translationOf: ${hash}`,
      ];
}
