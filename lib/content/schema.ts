import { z } from "zod";

/** A calendar day as editors write it. YAML hands over unquoted dates as text. */
const day = z.iso.date({ error: "expected a date such as 2026-11-22" });

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
  error: "expected lower-case ASCII words joined by hyphens, such as what-is-depin",
});

/** Heading and source ids follow the rule of slugs, so that addresses survive translation. */
export const idSchema = slug;

const text = (max: number) =>
  z
    .string({ error: "expected a text" })
    .trim()
    .min(1, { error: "expected a text, found an empty one" })
    .max(max, { error: `expected at most ${max} characters` });

/** First 16 hex digits of the SHA-256 of the normalised English file (see `translationHash`). */
const translationHash = z
  .string({ error: "expected the hash of the English text" })
  .regex(/^[0-9a-f]{16}$/, {
    error: "expected the 16 hex digits that `npm run content:check` prints for the English text",
  });

const page = {
  title: text(90),
  /** Shown by search engines; they cut at about 160 characters. */
  description: text(160),
  slug,
  published: day,
  reviewed: day,
};

const chapter = {
  ...page,
  order: z.number({ error: "expected a whole number such as 1" }).int().positive(),
  keyPoints: z
    .array(text(300))
    .min(3, { error: "expected three to five key points" })
    .max(5, { error: "expected three to five key points" }),
};

const translated = { translationOf: translationHash };

export const pageSchemas = {
  en: z.strictObject(page),
  de: z.strictObject({ ...page, ...translated }),
};

export const chapterSchemas = {
  en: z.strictObject(chapter),
  de: z.strictObject({ ...chapter, ...translated }),
};

export type PageFrontmatter = z.infer<typeof pageSchemas.en>;
export type ChapterFrontmatter = z.infer<typeof chapterSchemas.en>;

/** A day, a month or a year: sources are dated as precisely as they date themselves. */
const looseDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, {
  error: "expected a date such as 2026, 2026-11 or 2026-11-22",
});

export const sourceSchema = z.strictObject({
  id: idSchema,
  title: text(200),
  publisher: text(100),
  /** Left out when the exact address was not kept; the page then says so. */
  url: z.url({ protocol: /^https$/, error: "expected an https address" }).optional(),
  published: looseDate.optional(),
  retrieved: day,
  kind: z.enum(["protocol", "paper", "analysis", "press", "law", "data"]),
  /** Language of the source itself. */
  lang: z.enum(["en", "de"]).default("en"),
});

export type Source = z.infer<typeof sourceSchema>;

/** What is wrong with a content file, in words an editor understands. */
export class ContentError extends Error {
  override name = "ContentError";
}

/**
 * Parses a piece of content.
 *
 * @throws {ContentError} one line per fault: file, field, what was expected.
 */
export function parseContent<T>(schema: z.ZodType<T>, value: unknown, file: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ContentError(
    parsed.error.issues.map((issue) => `${file}: ${describeIssue(issue)}`).join("\n"),
  );
}

function describeIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") {
    return `unknown field "${issue.keys.join('", "')}"; see docs/content.md for the fields a file may have`;
  }
  const field = issue.path.join(".") || "frontmatter";
  return `field "${field}": ${issue.message}`;
}
