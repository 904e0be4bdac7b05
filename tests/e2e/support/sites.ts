import type { SiteFolders } from "./site.ts";

/** The public address the main test site is built for: not the one it is served at. */
export const SITE_URL = "https://guide.example";

/** Built on the recorded upstream, one period a day: what most tests look at. */
export const mainSite = {
  BUILD_DIR: ".next-test",
  DATA_DIR: ".data-test",
  SITE_URL,
  SAMPLE_DATA: "1",
} satisfies SiteFolders & Record<string, string>;

/** Built while no source answers, with periods of seconds: what the tests of ageing look at. */
export const livingSite = {
  BUILD_DIR: ".next-test-offline",
  DATA_DIR: ".data-test-offline",
  DATA_REVALIDATE_SECONDS: "5",
  DATA_RETRY_SECONDS: "2",
} satisfies SiteFolders & Record<string, string>;

/** Handed from the set-up to the tests through the environment. */
export function mainOrigin(): string {
  return process.env.E2E_ORIGIN ?? "";
}

export function mainUpstream(): string {
  return process.env.E2E_UPSTREAM ?? "";
}
