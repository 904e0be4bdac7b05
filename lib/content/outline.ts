import { z } from "zod";
import { idSchema } from "./schema.ts";

/**
 * The headings of a text with the plain words below each, up to the next heading.
 *
 * Exported by every MDX module (see `remarkOutline`). One list serves the table of contents, the
 * FAQ's structured data and the check that both languages have the same sections.
 */
export const outlineSchema = z.array(
  z.strictObject({
    id: idSchema,
    depth: z.union([z.literal(2), z.literal(3)]),
    title: z.string().min(1),
    text: z.string(),
  }),
);

export type Section = z.infer<typeof outlineSchema>[number];
