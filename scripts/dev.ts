import { getEnv } from "../lib/server/env.ts";
import { exitWith, next, run } from "./run.ts";

/** The development server. It has a build folder of its own, beside a finished build. */
await exitWith(() => run([...next, "dev", "--port", String(getEnv().PORT)]));
