import { getEnv, parseEnv } from "../lib/server/env.ts";
import { readBuildRecord, serveEnvironment } from "./buildRecord.ts";
import { exitWith, next, run } from "./run.ts";

/**
 * The heap of the server, in MB. The site needs less than half; without a limit V8 lets garbage
 * grow with the memory of the machine. NODE_OPTIONS of the caller come later and win.
 */
const HEAP = "--max-old-space-size=192 --max-semi-space-size=8";

/** Serves an existing build. */
await exitWith(async () => {
  const { BUILD_DIR } = getEnv();
  const fromBuild = serveEnvironment(process.env, readBuildRecord(BUILD_DIR));
  const { PORT } = parseEnv({ ...process.env, ...fromBuild });
  return run([...next, "start", "--port", String(PORT)], {
    ...fromBuild,
    PORT: String(PORT),
    // Memory that many threads freed goes back to the system instead of staying with each of them.
    MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? "2",
    NODE_OPTIONS: `${HEAP} ${process.env.NODE_OPTIONS ?? ""}`.trim(),
  });
});
