import { gzipSync } from "node:zlib";
import { expect, test } from "./support/test.ts";

/** An empty page of this framework weighs 135 KB; what we add must stay small. */
const MAX_SCRIPT_BYTES = 145 * 1024;

for (const path of ["/en", "/de/leitfaden/was-ist-depin"]) {
  test(`${path} loads at most 145 KB of scripts before the reader does anything`, async ({
    page,
    request,
  }) => {
    const scripts = new Set<string>();
    page.on("response", (response) => {
      if (response.request().resourceType() === "script") scripts.add(response.url());
    });
    await page.goto(path, { waitUntil: "networkidle" });
    const sizes = await Promise.all(
      [...scripts].map(async (url) => gzipSync(await (await request.get(url)).body()).length),
    );
    expect(sizes.length).toBeGreaterThan(3);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MAX_SCRIPT_BYTES);
  });
}
