import { type SpawnOptions, spawn } from "node:child_process";
import { EnvError } from "../lib/server/env.ts";

/** Next's own command, run by the Node that runs this script. */
export const next = [process.execPath, "node_modules/next/dist/bin/next"] as const;

type Environment = Record<string, string | undefined>;

/** Runs a command to its end, with its output on the terminal. Resolves to its exit code. */
export function run(
  [command, ...args]: readonly [string, ...string[]],
  env: Environment = {},
  options: SpawnOptions = {},
): Promise<number> {
  const child = spawn(command, args, {
    stdio: "inherit",
    ...options,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
  });
  const stop = (signal: NodeJS.Signals) => child.kill(signal);
  process.on("SIGINT", stop).on("SIGTERM", stop);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      process.off("SIGINT", stop).off("SIGTERM", stop);
      resolve(code ?? (signal ? 1 : 0));
    });
  });
}

/** Ends the script with the outcome of `main`; a bad environment is told without a stack. */
export async function exitWith(main: () => Promise<number>): Promise<never> {
  try {
    process.exit(await main());
  } catch (error) {
    console.error(error instanceof EnvError ? error.message : error);
    process.exit(1);
  }
}
