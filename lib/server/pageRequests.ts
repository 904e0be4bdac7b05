import { setTimeout as sleep } from "node:timers/promises";
import { isLocale } from "../i18n/locales.ts";
import { publicPath } from "../i18n/routes.ts";
import { readBuildAddresses } from "./buildAddresses.ts";
import { getEnv } from "./env.ts";

/** No page takes longer from the cache; more means the server is busy and the next time will do. */
const REQUEST_TIMEOUT_MS = 10_000;
/** How long a page may take to be generated anew, and how often we look. */
const SETTLE_MS = 10_000;
const SETTLE_STEP_MS = 100;

/** Public paths of the pages that show data. */
export function listDataPages(): string[] {
  return readBuildAddresses(getEnv().BUILD_DIR)
    .filter(({ path, showsData }) => showsData && isLocale(path.split("/")[1]))
    .map(({ path }) => publicPath(path));
}

/** This server's own address, from within. */
export function ownOrigin(): string {
  return `http://127.0.0.1:${process.env.PORT ?? getEnv().PORT}`;
}

/**
 * Asks for pages. Next answers an expired one as it is and generates it anew behind the answer.
 *
 * @param settle wait until the new one is there
 */
export async function requestPages(paths: readonly string[], settle = false): Promise<void> {
  for (const path of paths) {
    try {
      const deadline = Date.now() + SETTLE_MS;
      while ((await headOf(path)) === "STALE" && settle && Date.now() < deadline) {
        await sleep(SETTLE_STEP_MS);
      }
    } catch (error) {
      console.error(`Refresh of ${path} failed: ${(error as Error).message}`);
    }
  }
}

/** @returns what Next's page cache said: HIT, STALE or MISS. */
async function headOf(path: string): Promise<string | null> {
  const response = await fetch(new URL(path, ownOrigin()), {
    method: "HEAD",
    redirect: "error",
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
  });
  return response.headers.get("x-nextjs-cache");
}
