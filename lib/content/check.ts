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
  return files.flatMap((file) => {
    const partner = file.startsWith("content/de/") ? checkTranslation : checkPartner;
    return [...faultsOf(() => checkFrontmatter(file)), ...faultsOf(() => partner(file))];
  });
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
