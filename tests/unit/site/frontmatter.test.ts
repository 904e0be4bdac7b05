import { createElement } from "react";
import { describe, expect, test } from "vitest";
import { listContentFiles, readContentFile } from "#lib/content/files.ts";
import { pairByLocale } from "#lib/content/modules.ts";
import { ContentError, chapterSchemas, pageSchemas, parseContent } from "#lib/content/schema.ts";
import { type Locale, locales } from "#lib/i18n/locales.ts";

type Fields = Record<string, unknown>;

const page: Fields = {
  title: "What is DePIN?",
  description: "A definition.",
  slug: "what-is-depin",
  published: "2026-11-22",
  reviewed: "2026-11-22",
};
const chapter: Fields = { ...page, order: 1, keyPoints: ["One.", "Two.", "Three."] };
const translated: Fields = { ...chapter, translationOf: "0123456789abcdef" };

const FILE = "content/en/guide/what-is-depin.mdx";

/** What an editor is told, line by line; no lines when all is well. */
function faults(fields: unknown, locale: Locale = "en"): string[] {
  try {
    parseContent<unknown>(chapterSchemas[locale], fields, FILE);
    return [];
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return error.message.split("\n");
  }
}

function without(fields: Fields, name: string): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));
}

describe("faults of the frontmatter", () => {
  test("none in a complete file", () => {
    expect(faults(chapter)).toEqual([]);
    expect(faults(translated, "de")).toEqual([]);
  });

  test.each<[string, Fields, string, string]>([
    ["missing title", without(chapter, "title"), "title", "expected a text"],
    ["empty title", { ...chapter, title: "  " }, "title", "expected a text, found an empty one"],
    ["number as title", { ...chapter, title: 2026 }, "title", "expected a text"],
    [
      "long description",
      { ...chapter, description: "x".repeat(161) },
      "description",
      "expected at most 160 characters",
    ],
    [
      "slug with umlaut",
      { ...chapter, slug: "was-für-netze" },
      "slug",
      "expected lower-case ASCII words joined by hyphens, such as what-is-depin",
    ],
    [
      "slug in capitals",
      { ...chapter, slug: "What-is-DePIN" },
      "slug",
      "expected lower-case ASCII words joined by hyphens, such as what-is-depin",
    ],
    [
      "German date",
      { ...chapter, reviewed: "22.11.2026" },
      "reviewed",
      "expected a date such as 2026-11-22",
    ],
    [
      "day that does not exist",
      { ...chapter, published: "2026-02-30" },
      "published",
      "expected a date such as 2026-11-22",
    ],
    [
      "missing date",
      without(chapter, "published"),
      "published",
      "expected a date such as 2026-11-22",
    ],
    [
      "order in words",
      { ...chapter, order: "first" },
      "order",
      "expected a whole number such as 1",
    ],
    [
      "two key points",
      { ...chapter, keyPoints: ["One.", "Two."] },
      "keyPoints",
      "expected three to five key points",
    ],
    [
      "six key points",
      { ...chapter, keyPoints: ["1.", "2.", "3.", "4.", "5.", "6."] },
      "keyPoints",
      "expected three to five key points",
    ],
    [
      "empty key point",
      { ...chapter, keyPoints: ["One.", "", "Three."] },
      "keyPoints.1",
      "expected a text, found an empty one",
    ],
  ])("%s", (_, fields, field, expectation) => {
    expect(faults(fields)).toEqual([`${FILE}: field "${field}": ${expectation}`]);
  });

  test.each(["slug", "order", "keyPoints"])("missing %s", (field) => {
    expect(faults(without(chapter, field))).toEqual([
      expect.stringMatching(`^${FILE}: field "${field}": .*expected`),
    ]);
  });

  test("unknown key", () => {
    expect(faults({ ...chapter, autor: "A. Nonymous" })).toEqual([
      expect.stringContaining(`${FILE}: unknown field "autor"`),
    ]);
  });

  test("German without translationOf", () => {
    expect(faults(chapter, "de")).toEqual([
      `${FILE}: field "translationOf": expected the hash of the English text`,
    ]);
  });

  test("German with something else than a hash", () => {
    expect(faults({ ...chapter, translationOf: "today" }, "de")).toEqual([
      expect.stringContaining(`${FILE}: field "translationOf": expected the 16 hex digits`),
    ]);
  });

  test("English with translationOf", () => {
    expect(faults(translated, "en")).toEqual([
      expect.stringContaining(`${FILE}: unknown field "translationOf"`),
    ]);
  });

  test("no frontmatter at all", () => {
    expect(faults(undefined)).toEqual([expect.stringContaining(`${FILE}: field "frontmatter"`)]);
  });

  test("several faults are several lines, each with file and field", () => {
    expect(faults({ ...without(chapter, "title"), reviewed: "soon" })).toEqual([
      expect.stringContaining(`${FILE}: field "title"`),
      expect.stringContaining(`${FILE}: field "reviewed"`),
    ]);
  });
});

describe("the real files", () => {
  const files = locales.flatMap((locale) => listContentFiles(locale).map((file) => [locale, file]));

  test("are found", () => {
    expect(files.map(([, file]) => file)).toEqual(
      expect.arrayContaining([FILE, "content/de/faq.mdx", "content/en/faq.mdx"]),
    );
  });

  test.each(files as [Locale, string][])("%s: %s has no fault", (locale, file) => {
    const schema = (file.includes("/guide/") ? chapterSchemas : pageSchemas)[locale];
    expect(() =>
      parseContent<unknown>(schema, readContentFile(file).frontmatter, file),
    ).not.toThrow();
  });
});

describe("pairs of languages", () => {
  const text = (frontmatter: Fields) => ({
    default: () => createElement("p"),
    frontmatter,
    outline: [],
    citations: [],
  });
  const en = text(page);
  const de = text({ ...page, slug: "was-ist-depin", translationOf: "0123456789abcdef" });

  test("are joined by file name", () => {
    const pairs = pairByLocale(
      { "/content/en/guide/x.mdx": en, "/content/de/guide/x.mdx": de },
      pageSchemas,
    );
    expect([...pairs.keys()]).toEqual(["x"]);
    expect(pairs.get("x")?.en).toMatchObject({ locale: "en", file: "content/en/guide/x.mdx" });
    expect(pairs.get("x")?.de).toMatchObject({
      locale: "de",
      file: "content/de/guide/x.mdx",
      frontmatter: { slug: "was-ist-depin" },
    });
  });

  test.each([
    ["/content/en/guide/x.mdx", en, "content/de/guide/x.mdx: missing"],
    ["/content/de/guide/x.mdx", de, "content/en/guide/x.mdx: missing"],
  ])("%s alone is refused by the name of its missing partner", (path, module, message) => {
    expect(() => pairByLocale({ [path]: module }, pageSchemas)).toThrow(ContentError);
    expect(() => pairByLocale({ [path]: module }, pageSchemas)).toThrow(message);
  });

  test("a fault in one language is told by its file", () => {
    const modules = { "/content/en/x.mdx": en, "/content/de/x.mdx": text(page) };
    expect(() => pairByLocale(modules, pageSchemas)).toThrow(
      'content/de/x.mdx: field "translationOf"',
    );
  });

  test("a text that was compiled without an outline is refused", () => {
    const { outline: _, ...bare } = en;
    const modules = { "/content/en/x.mdx": bare, "/content/de/x.mdx": de };
    expect(() => pairByLocale(modules, pageSchemas)).toThrow("content/en/x.mdx");
  });
});
