import { z } from "zod";
import { idSchema } from "./schema.ts";

/** The sources a text cites, in order of first appearance: number n is the n-th entry. */
export const citationsSchema = z.array(
  z.strictObject({ id: idSchema, occurrences: z.number().int().positive() }),
);

export type Citation = z.infer<typeof citationsSchema>[number];

/** Ids of the two ends of a citation, so that the number and its source link to each other. */
export const sourceAnchor = (number: number) => `source-${number}`;
export const citationAnchor = (number: number, occurrence: number) =>
  `cite-${number}-${occurrence}`;
