import { kindAddresses } from "./support/pages.ts";
import { mainOrigin } from "./support/sites.ts";
import { expect, test } from "./support/test.ts";

for (const { path } of [...kindAddresses, { path: "/en/nothing" }, { path: "/de/nichts" }]) {
  test(`${path} sets nothing, calls nobody and breaks no policy`, async ({ page, context }) => {
    const foreign: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(mainOrigin()) && !url.startsWith("data:")) foreign.push(url);
    });
    page.on("console", (message) => {
      // The status of the page itself is logged as an error by the browser; that is the test of 404.
      if (message.type() === "error" && !message.text().includes("status of 404")) {
        complaints.push(message.text());
      }
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(path, { waitUntil: "networkidle" });
    const stored = await page.evaluate(() => localStorage.length + sessionStorage.length);
    expect(foreign).toEqual([]);
    expect(complaints).toEqual([]);
    expect(await context.cookies()).toEqual([]);
    expect(stored).toBe(0);
  });
}

test("a script that is not the page's own is refused", async ({ page }) => {
  await page.goto("/en");
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.intruder = true";
    document.body.append(script);
    return "intruder" in window;
  });
  expect(ran).toBe(false);
});
