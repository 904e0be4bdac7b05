import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Env, EnvError } from "../lib/server/env.ts";

/** What the pages of a build were made with and a server must not contradict. */
const recordSchema = z.object({
  SITE_URL: z.string(),
  DATA_REVALIDATE_SECONDS: z.number(),
  DATA_RETRY_SECONDS: z.number(),
});

type BuildRecord = z.infer<typeof recordSchema>;

const file = (buildDir: string) => join(buildDir, "build-environment.json");

export function writeBuildRecord(env: Env): void {
  writeFileSync(file(env.BUILD_DIR), JSON.stringify(recordSchema.parse(env), null, 2));
}

/** @throws {EnvError} when there is no build in the folder. */
export function readBuildRecord(buildDir: string): BuildRecord {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(file(buildDir), "utf8")));
  } catch {
    throw new EnvError(`There is no finished build in ${buildDir}: run "npm run build" first.`);
  }
}

/**
 * The environment of a server for a build: what is unset comes from the build.
 *
 * @throws {EnvError} naming each variable that differs from the build.
 */
export function serveEnvironment(
  given: Record<string, string | undefined>,
  record: BuildRecord,
): Record<string, string> {
  const built = Object.entries(record).map(([name, value]) => [name, String(value)] as const);
  const conflicts = built
    .filter(([name, value]) => given[name] && given[name] !== value)
    .map(([name, value]) => `  ${name}=${given[name]}, but the build was made with ${value}`);
  if (conflicts.length > 0) {
    throw new EnvError(
      `The environment contradicts the build; build again:\n${conflicts.join("\n")}`,
    );
  }
  return Object.fromEntries(built);
}
