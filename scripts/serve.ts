import { getEnv, parseEnv } from "../lib/server/env.ts";
import { readBuildRecord, serveEnvironment } from "./buildRecord.ts";
import { exitWith, next, run } from "./run.ts";

/** Serves an existing build. */
await exitWith(async () => {
  const { BUILD_DIR } = getEnv();
  const fromBuild = serveEnvironment(process.env, readBuildRecord(BUILD_DIR));
  const { PORT } = parseEnv({ ...process.env, ...fromBuild });
  return run([...next, "start", "--port", String(PORT)], { ...fromBuild, PORT: String(PORT) });
});
