import { defineConfig } from "@playwright/test";
import { findChromium } from "./scripts/browser.ts";

const executablePath = findChromium();

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "tests/artefacts/e2e",
  globalSetup: "./tests/e2e/support/globalSetup.ts",
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  // `npm test` counts from the JSON report and says where it wants it.
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [["list"], ["json"]] : "list",
  use: {
    launchOptions: {
      ...(executablePath && { executablePath }),
      // Without these Chromium calls home, and as root it does not start.
      args: [
        "--no-sandbox",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
