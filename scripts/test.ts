import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { findChromium, installChromium } from "./browser.ts";
import { exitWith, next, run } from "./run.ts";

const vitestSchema = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });
const playwrightSchema = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
});

/** Everything that must hold, in the order in which it fails fastest. */
await exitWith(async () => {
  const reports = mkdtempSync(join(tmpdir(), "depin-guide-"));
  const vitestReport = join(reports, "vitest.json");
  const playwrightReport = join(reports, "playwright.json");
  const node = process.execPath;
  const total = { passed: 0, failed: 0 };

  const count = (passed: number, failed: number) => {
    total.passed += passed;
    total.failed += failed;
  };

  const step = async (title: string, command: readonly [string, ...string[]], env = {}) => {
    console.log(`\n── ${title}`);
    return run(command, env);
  };

  const check = async (title: string, command: readonly [string, ...string[]]) => {
    const code = await step(title, command);
    count(code === 0 ? 1 : 0, code === 0 ? 0 : 1);
  };

  await check("Format and lint", [node, "node_modules/@biomejs/biome/bin/biome", "check", "."]);
  await check("Content", [node, "scripts/contentCheck.ts"]);
  await check("Route types", [...next, "typegen"]);
  await check("Types", [node, "node_modules/typescript/bin/tsc", "--noEmit"]);

  const vitest = await step("Unit and component tests", [
    node,
    "node_modules/vitest/vitest.mjs",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${vitestReport}`,
  ]);
  count(...readVitest(vitestReport, vitest));

  const browser = findChromium() ?? (await installChromium());
  const playwright = await step(
    "Production build and end-to-end tests",
    [node, "node_modules/@playwright/test/cli.js", "test"],
    { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport },
  );
  count(...readPlaywright(playwrightReport, playwright));

  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
});

/** A runner that ended badly counts as one failure even if it reports none. */
function readVitest(file: string, code: number): [passed: number, failed: number] {
  const report = vitestSchema.safeParse(readReport(file)).data;
  const failed = report?.numFailedTests ?? 0;
  return [report?.numPassedTests ?? 0, code === 0 ? failed : Math.max(1, failed)];
}

function readPlaywright(file: string, code: number): [passed: number, failed: number] {
  const stats = playwrightSchema.safeParse(readReport(file)).data?.stats;
  const failed = stats?.unexpected ?? 0;
  return [(stats?.expected ?? 0) + (stats?.flaky ?? 0), code === 0 ? failed : Math.max(1, failed)];
}

function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
