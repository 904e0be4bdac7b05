import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const manifestSchema = z.object({
  routes: z.record(
    z.string(),
    z.object({
      /** Seconds until regeneration, `false` for a page that shows no data. */
      initialRevalidateSeconds: z.union([z.number(), z.literal(false)]).optional(),
    }),
  ),
});

export type BuildAddress = { path: string; showsData: boolean };

/**
 * Every address the build generated, by its folder path (`/de/guide/was-ist-depin`).
 *
 * @param distDir the build folder
 */
export function readBuildAddresses(distDir: string): BuildAddress[] {
  const manifest = readFileSync(join(distDir, "prerender-manifest.json"), "utf8");
  return Object.entries(manifestSchema.parse(JSON.parse(manifest)).routes).map(([path, route]) => ({
    path,
    showsData: typeof route.initialRevalidateSeconds === "number",
  }));
}

/** The prerendered page that answers unknown addresses of a language; it has no address itself. */
export const NOT_FOUND_SEGMENT = "404";

export const isNotFoundPage = (path: string) => path.split("/")[2] === NOT_FOUND_SEGMENT;
