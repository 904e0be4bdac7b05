import { isLocale, type Locale, locales } from "./locales.ts";

export type StaticPage = "home" | "faq" | "api";
export type Collection = "chapter" | "dataset";

type Words = Record<Locale, string>;

/**
 * The one registry of addresses.
 *
 * Folders under `app/[locale]` carry the English word; every other word is a rewrite to that
 * folder. Adding a page means adding its word here and its folder there, nothing else.
 */
const staticWords: Record<StaticPage, Words> = {
  home: { en: "", de: "" },
  faq: { en: "faq", de: "faq" },
  api: { en: "api", de: "api" },
};

const collectionWords: Record<Collection, Words> = {
  chapter: { en: "guide", de: "leitfaden" },
  dataset: { en: "data", de: "daten" },
};

/** A page of the site, whatever its language. `id` is the file name of its content. */
export type PageRef = { page: StaticPage } | { page: Collection; id: string };

/** The slug of every item of every collection, per language. */
export type Slugs = Record<Collection, Record<string, Record<Locale, string>>>;

type Redirect = { source: string; destination: string; permanent: true };
type Rewrite = { source: string; destination: string };

const join = (...parts: string[]) => `/${parts.filter(Boolean).join("/")}`;

/** Slugs that are ids: the same word in every language. */
export function sameInAll(ids: readonly string[]): Record<string, Words> {
  return Object.fromEntries(ids.map((id) => [id, { en: id, de: id }]));
}

/** Binds the registry to the slugs that the content declares. */
export function createRoutes(slugs: Slugs) {
  /** @throws when the content has no item of that id. */
  function path(ref: PageRef, locale: Locale): string {
    if (!("id" in ref)) return join(locale, staticWords[ref.page][locale]);
    const slug = slugs[ref.page][ref.id]?.[locale];
    if (!slug) throw new Error(`No ${ref.page} "${ref.id}" in language "${locale}".`);
    return join(locale, collectionWords[ref.page][locale], slug);
  }

  /** Every page that exists, in reading order. */
  function pages(): PageRef[] {
    return [
      ...staticPages.map((page) => ({ page })),
      ...collections.flatMap((page) => Object.keys(slugs[page]).map((id) => ({ page, id }))),
    ];
  }

  /** Every mixture of the two languages' words leads to the right address in one step. */
  function redirects(): Redirect[] {
    return locales.flatMap((locale) =>
      pages().flatMap((ref) => {
        const destination = path(ref, locale);
        return wordings(ref)
          .map((words) => join(locale, ...words))
          .filter((source) => source !== destination)
          .map((source) => ({ source, destination, permanent: true as const }));
      }),
    );
  }

  function wordings(ref: PageRef): string[][] {
    if (!("id" in ref)) return unique(Object.values(staticWords[ref.page])).map((word) => [word]);
    const segments = unique(Object.values(collectionWords[ref.page]));
    const names = unique(Object.values(slugs[ref.page][ref.id] ?? {}));
    return segments.flatMap((segment) => names.map((name) => [segment, name]));
  }

  return { path, pages, redirects };
}

/** From the address a reader sees to the folder under `app/[locale]` that answers it. */
export function rewrites(): Rewrite[] {
  const foreign = locales.filter((locale) => locale !== "en");
  return foreign.flatMap((locale) => [
    ...staticPages
      .map((page) => staticWords[page])
      .filter((words) => words[locale] !== words.en)
      .map((words) => ({
        source: join(locale, words[locale]),
        destination: join(locale, words.en),
      })),
    ...collections
      .map((page) => collectionWords[page])
      .filter((words) => words[locale] !== words.en)
      .map((words) => ({
        source: join(locale, words[locale], ":slug"),
        destination: join(locale, words.en, ":slug"),
      })),
  ]);
}

/** The address a reader sees for a folder path: the reverse of `rewrites`. */
export function publicPath(folderPath: string): string {
  const [, locale, word, ...rest] = folderPath.split("/");
  const words = [...Object.values(staticWords), ...Object.values(collectionWords)].find(
    ({ en }) => en !== "" && en === word,
  );
  const own = words && isLocale(locale) ? words[locale] : word;
  return join(locale ?? "", own ?? "", ...rest);
}

const staticPages = Object.keys(staticWords) as StaticPage[];
const collections = Object.keys(collectionWords) as Collection[];

function unique(words: string[]): string[] {
  return [...new Set(words)];
}
