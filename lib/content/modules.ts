import type { MDXProps } from "mdx/types";
import type { JSX } from "react";
import type { z } from "zod";
import type { Locale } from "../i18n/locales.ts";
import { locales } from "../i18n/locales.ts";
import { type Citation, citationsSchema } from "./citations.ts";
import { outlineSchema, type Section } from "./outline.ts";
import { ContentError, parseContent } from "./schema.ts";

/** One text in one language: checked frontmatter, what the compiler found in it, and its body. */
export type Document<Frontmatter> = {
  /** Path of the file in the repository, for messages. */
  file: string;
  locale: Locale;
  frontmatter: Frontmatter;
  outline: Section[];
  citations: Citation[];
  Body: (props: MDXProps) => JSX.Element;
};

/** A compiled MDX file before it was checked. */
type MdxModule = {
  default: (props: MDXProps) => JSX.Element;
  frontmatter?: unknown;
  outline?: unknown;
  citations?: unknown;
};

/** @throws {ContentError} naming file, field and what was expected. */
export function toDocument<Frontmatter>(
  module: MdxModule,
  schema: z.ZodType<Frontmatter>,
  file: string,
  locale: Locale,
): Document<Frontmatter> {
  return {
    file,
    locale,
    frontmatter: parseContent(schema, module.frontmatter, file),
    outline: parseContent(outlineSchema, module.outline, file),
    citations: parseContent(citationsSchema, module.citations, file),
    Body: module.default,
  };
}

/**
 * Groups modules by the name of their file, with every language present.
 *
 * @param modules keys such as `/content/de/guide/what-is-depin.mdx`
 * @throws {ContentError} naming the file that is missing in a language.
 */
export function pairByLocale<Frontmatter>(
  modules: Record<string, MdxModule>,
  schemas: Record<Locale, z.ZodType<Frontmatter>>,
): Map<string, Record<Locale, Document<Frontmatter>>> {
  const files = Object.keys(modules).map((path) => path.replace(/^\//, ""));
  const names = [...new Set(files.map((file) => file.replace(/^content\/[^/]+\//, "")))];
  return new Map(
    names.map((name) => {
      const pair = locales.map((locale) => {
        const file = `content/${locale}/${name}`;
        const module = modules[`/${file}`];
        if (!module)
          throw new ContentError(`${file}: missing; every text exists in every language`);
        return [locale, toDocument(module, schemas[locale], file, locale)] as const;
      });
      const id = name.replace(/^.*\//, "").replace(/\.mdx$/, "");
      return [id, Object.fromEntries(pair) as Record<Locale, Document<Frontmatter>>];
    }),
  );
}
