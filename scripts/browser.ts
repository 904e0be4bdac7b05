import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";
import { run } from "./run.ts";

/**
 * A Chromium for the end-to-end tests: the one named by CHROMIUM_PATH, Playwright's own, or the
 * system's.
 *
 * @throws when CHROMIUM_PATH names no file.
 */
export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH=${named}: there is no such file`);
  const folders = (process.env.PATH ?? "").split(delimiter);
  const system = ["chromium", "chromium-browser", "google-chrome"].flatMap((name) =>
    folders.map((folder) => join(folder, name)),
  );
  return named || [chromium.executablePath(), ...system].find((path) => existsSync(path));
}

/** Installs a Chromium where there is none: Playwright's, else Debian's package. */
export async function installChromium(): Promise<string> {
  console.log("No Chromium found: installing one.");
  const playwright = [process.execPath, "node_modules/@playwright/test/cli.js"] as const;
  const installed =
    (await run([...playwright, "install", "--with-deps", "chromium"])) === 0 ||
    ((await run(["apt-get", "update"])) === 0 &&
      (await run(["apt-get", "install", "--yes", "chromium"])) === 0);
  const path = findChromium();
  if (!installed || !path) {
    throw new Error("No Chromium could be installed; name one in CHROMIUM_PATH.");
  }
  return path;
}
