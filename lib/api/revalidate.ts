import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { failureSchema } from "../data/snapshot.ts";
import { statusSchema } from "./document.ts";

export const revalidateRequestSchema = z.strictObject({
  /** `dataset:ID`, or `dataset:*` for all. */
  tags: z
    .array(z.string().regex(/^dataset:(\*|[a-z0-9-]+)$/))
    .min(1)
    .max(100),
  /** Only marks the pages as old; used by the server itself. */
  step: z.literal("mark").optional(),
});

export const revalidateAnswerSchema = z.object({
  datasets: z.array(
    z.object({
      id: z.string(),
      status: statusSchema,
      retrievedAt: z.iso.datetime().nullable(),
      failures: z.array(failureSchema),
    }),
  ),
  /** Pages that were requested so that the next reader sees the new values. */
  pages: z.number().int(),
});

export type RevalidateAnswer = z.infer<typeof revalidateAnswerSchema>;

/**
 * Whether a request carries the secret.
 *
 * Compared by hash and in constant time, so that neither content nor length shows in the answer's
 * timing.
 */
export function isAuthorised(request: Request, secret: string): boolean {
  const given = /^Bearer (.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return given !== undefined && timingSafeEqual(digest(given), digest(secret));
}
