import { describe, expect, test } from "vitest";
import { readChapterSlugs } from "#lib/content/files.ts";
import { locales } from "#lib/i18n/locales.ts";
import { createRoutes, publicPath, rewrites, sameInAll } from "#lib/i18n/routes.ts";

const routes = createRoutes({
  chapter: {
    "what-is-depin": { en: "what-is-depin", de: "was-ist-depin" },
    glossary: { en: "depin", de: "depin" },
  },
  dataset: sameInAll(["prices"]),
});
const chapter = { page: "chapter", id: "what-is-depin" } as const;

/** The folder path that answers a public address, as Next applies the rewrites. */
function folderPath(address: string): string {
  const match = rewrites()
    .map(({ source, destination }) => ({
      destination,
      found: new RegExp(`^${source.replace(":slug", "(?<slug>[^/]+)")}$`).exec(address),
    }))
    .find(({ found }) => found);
  return match ? match.destination.replace(":slug", match.found?.groups?.slug ?? "") : address;
}

describe("public paths", () => {
  test.each([
    [{ page: "home" }, "/en", "/de"],
    [{ page: "faq" }, "/en/faq", "/de/faq"],
    [chapter, "/en/guide/what-is-depin", "/de/leitfaden/was-ist-depin"],
  ] as const)("%j", (ref, en, de) => {
    expect(routes.path(ref, "en")).toBe(en);
    expect(routes.path(ref, "de")).toBe(de);
  });

  test.each(["no-such-chapter", "constructor", "__proto__", ""])('unknown id "%s" throws', (id) => {
    expect(() => routes.path({ page: "chapter", id }, "de")).toThrow(
      `No chapter "${id}" in language "de".`,
    );
  });

  test("every page is listed once", () => {
    expect(routes.pages()).toEqual([
      { page: "home" },
      { page: "faq" },
      { page: "api" },
      chapter,
      { page: "chapter", id: "glossary" },
      { page: "dataset", id: "prices" },
    ]);
  });
});

describe("redirects", () => {
  test.each([
    ["en", "/en/guide/what-is-depin"],
    ["de", "/de/leitfaden/was-ist-depin"],
  ] as const)(
    "every other mixture of words under /%s leads to the right address",
    (locale, right) => {
      const mixtures = ["guide", "leitfaden"]
        .flatMap((word) => ["what-is-depin", "was-ist-depin"].map((slug) => `${word}/${slug}`))
        .map((words) => `/${locale}/${words}`)
        .filter((address) => address !== right);
      const sources = routes.redirects().filter(({ destination }) => destination === right);
      expect(sources.map(({ source }) => source).sort()).toEqual(mixtures.sort());
    },
  );

  test("a slug that both languages share has one wrong address in each", () => {
    const wrong = routes.redirects().filter(({ source }) => source.endsWith("/depin"));
    expect(wrong).toEqual([
      { source: "/en/leitfaden/depin", destination: "/en/guide/depin", permanent: true },
      { source: "/de/guide/depin", destination: "/de/leitfaden/depin", permanent: true },
    ]);
  });

  test("all are permanent, so that Next answers 308", () => {
    expect(routes.redirects().every(({ permanent }) => permanent)).toBe(true);
  });

  describe.each([
    ["made-up chapters", routes],
    [
      "the real chapters",
      createRoutes({ chapter: readChapterSlugs(), dataset: sameInAll(["prices"]) }),
    ],
  ])("of %s", (_, { redirects, pages, path }) => {
    const sources = redirects().map(({ source }) => source);
    const addresses = locales.flatMap((locale) => pages().map((ref) => path(ref, locale)));

    test("never leave a right address", () => {
      expect(sources.filter((source) => addresses.includes(source))).toEqual([]);
    });

    test("always end at a right address, in one step", () => {
      const destinations = redirects().map(({ destination }) => destination);
      expect(destinations.filter((address) => !addresses.includes(address))).toEqual([]);
      expect(destinations.filter((address) => sources.includes(address))).toEqual([]);
    });

    test("have each source once", () => {
      expect(sources).toEqual([...new Set(sources)]);
    });
  });
});

describe("rewrites", () => {
  test("lead from every public address to a folder with the English word", () => {
    expect(folderPath("/de/leitfaden/was-ist-depin")).toBe("/de/guide/was-ist-depin");
    expect(folderPath("/en/guide/what-is-depin")).toBe("/en/guide/what-is-depin");
    expect(folderPath("/de/faq")).toBe("/de/faq");
  });

  test.each(locales.flatMap((locale) => routes.pages().map((ref) => routes.path(ref, locale))))(
    "publicPath leads back from the folder of %s",
    (address) => {
      expect(publicPath(folderPath(address))).toBe(address);
    },
  );

  test("publicPath leaves what is no page of a language as it is", () => {
    expect(publicPath("/de/404")).toBe("/de/404");
    expect(publicPath("/sitemap.xml")).toBe("/sitemap.xml");
    expect(publicPath("/fr/guide/x")).toBe("/fr/guide/x");
  });
});
