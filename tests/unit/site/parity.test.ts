import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { beforeAll, describe, expect, test } from "vitest";
import sources from "#content/sources.json" with { type: "json" };
import { getChapters } from "#lib/content/chapters.ts";
import { checkContent } from "#lib/content/check.ts";
import { listContentFiles, readContentFile } from "#lib/content/files.ts";
import type { Document } from "#lib/content/modules.ts";
import { allPages, pathOf, resolveContentLink } from "#lib/content/pages.ts";
import { getSource } from "#lib/content/sources.ts";
import { getApiText, getFaq } from "#lib/content/texts.ts";
import { type Locale, locales } from "#lib/i18n/locales.ts";
import deMessages from "#messages/de.json" with { type: "json" };
import enMessages from "#messages/en.json" with { type: "json" };
import errorMessages from "#messages/errors.json" with { type: "json" };

/** Names of the content files below `content/LOCALE/`. */
const names = (locale: Locale) =>
  listContentFiles(locale).map((file) => file.replace(`content/${locale}/`, ""));

const fileOf = (locale: Locale, name: string) => `content/${locale}/${name}`;
const bodyOf = (locale: Locale, name: string) => readContentFile(fileOf(locale, name)).body;

const documents = new Map<string, Document<unknown>>(
  locales
    .flatMap((locale) => [...getChapters(locale), getFaq(locale), getApiText(locale)])
    .map((document) => [document.file, document]),
);

function documentOf(file: string): Document<unknown> {
  const document = documents.get(file);
  if (!document) throw new Error(`${file} is not among the compiled texts`);
  return document;
}

/** The components of a text with what an author gives them, in order; citations are apart. */
const components = (body: string) =>
  [...body.matchAll(/<([A-Z]\w*)([^>]*?)\s*\/?>/g)]
    .filter(([, name]) => name !== "Cite")
    .map(([, name, attributes]) => `${name}${attributes}`);

/** Ids of the cited sources, with repetitions, as they stand in the raw text. */
const cites = (body: string) => [...body.matchAll(/<Cite id="([^"]*)" \/>/g)].map(([, id]) => id);

/** Rows and columns of every table, heading and rule included. */
const tables = (body: string) =>
  (body.match(/(?:^\|.*\|\n?)+/gm) ?? []).map((table) => ({
    rows: table.trim().split("\n").length,
    columns: [
      ...new Set(
        table
          .trim()
          .split("\n")
          .map((row) => row.split("|").length - 2),
      ),
    ],
  }));

const links = (body: string) =>
  [...body.matchAll(/\]\(([^()\s]+)\)/g)].map(([, href]) => href ?? "");

test("both languages have the same files", () => {
  expect(names("de")).toEqual(names("en"));
  expect(names("en")).toContain("faq.mdx");
});

test("every file is compiled into a page", () => {
  const files = locales.flatMap((locale) => listContentFiles(locale));
  expect([...documents.keys()].sort()).toEqual(files.sort());
});

describe.each(names("en"))("%s", (name) => {
  const bodies = { en: bodyOf("en", name), de: bodyOf("de", name) };

  test("has the same sections in the same order", () => {
    const sections = (locale: Locale) =>
      documentOf(fileOf(locale, name)).outline.map(({ id, depth }) => `${"#".repeat(depth)} ${id}`);
    expect(sections("de")).toEqual(sections("en"));
    expect(sections("en").length).toBeGreaterThan(0);
  });

  test("cites the same sources in the same order", () => {
    expect(cites(bodies.de)).toEqual(cites(bodies.en));
    const compiled = (locale: Locale) => documentOf(fileOf(locale, name)).citations;
    expect(compiled("de")).toEqual(compiled("en"));
  });

  test("has every citation the raw text shows", () => {
    const total = documentOf(fileOf("en", name)).citations.reduce(
      (sum, { occurrences }) => sum + occurrences,
      0,
    );
    expect(cites(bodies.en)).toHaveLength(total);
    expect(bodies.en.match(/<Cite/g) ?? []).toHaveLength(total);
  });

  test("uses the same components with the same attributes", () => {
    expect(components(bodies.de)).toEqual(components(bodies.en));
  });

  test("has the same tables, none of them ragged", () => {
    expect(tables(bodies.de)).toEqual(tables(bodies.en));
    expect(tables(bodies.en).filter(({ columns }) => columns.length !== 1)).toEqual([]);
  });

  test("leads to the same places", () => {
    expect(links(bodies.de).sort()).toEqual(links(bodies.en).sort());
  });
});

describe("sources", () => {
  const cited = new Set(
    [...documents.values()].flatMap(({ citations }) => citations.map(({ id }) => id)),
  );

  test("every cited source exists", () => {
    expect([...cited].filter((id) => !sources.some((source) => source.id === id))).toEqual([]);
    expect([...cited].map((id) => getSource(id).id)).toEqual([...cited]);
  });

  test("every source is cited", () => {
    expect(sources.map(({ id }) => id).filter((id) => !cited.has(id))).toEqual([]);
  });

  test("an unknown id is told by its name", () => {
    expect(() => getSource("no-such-source")).toThrow('"no-such-source"');
  });
});

describe("links between texts", () => {
  const internal = [...documents.values()].flatMap(({ file, locale }) =>
    links(readContentFile(file).body)
      .filter((href) => !/^https?:/.test(href))
      .map((href) => ({ file, locale, href })),
  );

  test("are there to be checked", () => {
    expect(internal.length).toBeGreaterThan(10);
  });

  test.each(internal)(
    "$file: $href leads to a file and a heading that exist",
    ({ file, locale, href }) => {
      const [path = "", anchor] = href.split("#");
      const target = path === "" ? file : join(dirname(file), path);
      expect(existsSync(target)).toBe(true);
      const anchors = documentOf(target).outline.map(({ id }) => id);
      expect([undefined, ...anchors]).toContain(anchor);
      expect(documentOf(target).locale).toBe(locale);
    },
  );

  test.each(internal.filter(({ href }) => !href.startsWith("#")))(
    "$file: $href becomes a public address with the same anchor",
    ({ locale, href }) => {
      const [address, anchor] = resolveContentLink(href, locale).split("#");
      expect(allPages().map((page) => pathOf(page, locale))).toContain(address);
      expect(anchor).toBe(href.split("#")[1]);
    },
  );

  test("a link to a file that does not exist is refused", () => {
    expect(() => resolveContentLink("./no-such-chapter.mdx", "de")).toThrow("no-such-chapter");
  });
});

describe("the FAQ", () => {
  test.each(locales)("has six questions with answers (%s)", (locale) => {
    const { outline } = getFaq(locale);
    expect(outline.map(({ depth }) => depth)).toEqual([2, 2, 2, 2, 2, 2]);
    expect(outline.filter(({ text }) => text.length < 100)).toEqual([]);
    expect(outline.filter(({ title }) => !title.endsWith("?"))).toEqual([]);
  });
});

test("the chapters have the same order and as many key points in both languages", () => {
  const shape = (locale: Locale) =>
    getChapters(locale).map(({ id, frontmatter }) => ({
      id,
      order: frontmatter.order,
      keyPoints: frontmatter.keyPoints.length,
    }));
  expect(shape("de")).toEqual(shape("en"));
});

test("no translation is outdated and no file has a fault", () => {
  expect(checkContent()).toEqual([]);
});

describe("messages", () => {
  type Messages = { [key: string]: string | Messages };

  const flat = (messages: Messages, prefix = ""): [string, string][] =>
    Object.entries(messages).flatMap(([key, value]) =>
      typeof value === "string"
        ? [[`${prefix}${key}`, value] as [string, string]]
        : flat(value, `${prefix}${key}.`),
    );

  /** Everything a message takes from the code: arguments with their kind, choices and tags. */
  function holes(elements: MessageFormatElement[]): string[] {
    return elements.flatMap((element) => {
      switch (element.type) {
        case TYPE.literal:
        case TYPE.pound:
          return [];
        case TYPE.tag:
          return [`<${element.value}>`, ...holes(element.children)];
        case TYPE.select:
        case TYPE.plural:
          return [
            `{${element.value}, ${TYPE[element.type]}}`,
            ...Object.values(element.options).flatMap(({ value }) => holes(value)),
          ];
        default:
          return [`{${element.value}, ${TYPE[element.type]}}`];
      }
    });
  }

  const holesOf = (messages: Messages) =>
    flat(messages).map(([key, message]) => [key, [...new Set(holes(parse(message)))].sort()]);

  let english: Messages;
  let german: Messages;
  beforeAll(() => {
    english = enMessages;
    german = deMessages;
  });

  test("have the same keys, in the same order", () => {
    expect(flat(german).map(([key]) => key)).toEqual(flat(english).map(([key]) => key));
  });

  test("take the same arguments and tags", () => {
    expect(holesOf(german)).toEqual(holesOf(english));
    expect(holesOf(english)).toContainEqual(["prices.inline", ["<price>", "<source>", "<time>"]]);
    expect(holesOf(english)).toContainEqual([
      "chapter.backTo",
      ["{number, argument}", "{source, argument}"],
    ]);
  });

  test("are all filled", () => {
    const empty = [...flat(english), ...flat(german)].filter(([, message]) => !message.trim());
    expect(empty).toEqual([]);
  });

  test("of errors exist in every language", () => {
    const { en, de } = errorMessages;
    expect(Object.keys(errorMessages).sort()).toEqual([...locales].sort());
    expect(flat(de).map(([key]) => key)).toEqual(flat(en).map(([key]) => key));
  });
});
