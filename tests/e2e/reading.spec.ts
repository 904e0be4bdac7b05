import de from "../../messages/de.json" with { type: "json" };
import en from "../../messages/en.json" with { type: "json" };
import { expect, test } from "./support/test.ts";

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a reader goes from the start page into a chapter and into the other language", async ({
    page,
  }) => {
    await page.goto("/de");
    await page.getByRole("link", { name: "Was ist DePIN?" }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Was ist DePIN?");
    await expect(page.getByRole("table").first()).toBeVisible();
    await page.getByRole("link", { name: "English" }).click();
    await expect(page).toHaveURL(/\/en\/guide\/what-is-depin$/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("What is DePIN?");
  });

  test("a switch that needs scripts is not shown", async ({ page }) => {
    await page.goto("/en");
    await expect(page.getByRole("radio", { name: en.theme.dark })).toBeHidden();
  });
});

test("the language switch keeps page and section", async ({ page }) => {
  await page.goto("/en/guide/what-is-depin#definition");
  await page.getByRole("link", { name: "Deutsch" }).click();
  await expect(page).toHaveURL(/\/de\/leitfaden\/was-ist-depin#definition$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.locator("#definition")).toBeInViewport();
});

test("the language switch of a 404 leads to the other start page", async ({ page }) => {
  await page.goto("/de/nichts");
  await page.getByRole("link", { name: "English" }).click();
  await expect(page).toHaveURL(/\/en$/);
});

test("a citation leads to its source and back", async ({ page }) => {
  await page.goto("/en/guide/what-is-depin");
  await page.getByRole("link", { name: "Source 1", exact: true }).first().click();
  await expect(page).toHaveURL(/#source-1$/);
  await page.locator("#source-1 .back-links a").first().click();
  await expect(page).toHaveURL(/#cite-1-1$/);
  await expect(page.locator("#cite-1-1")).toBeInViewport();
});

test("chapters lead on to each other in the reader's language", async ({ page }) => {
  await page.goto("/de/leitfaden/was-ist-depin");
  await page.getByRole("navigation", { name: de.chapter.around }).getByRole("link").click();
  await expect(page).toHaveURL(/\/de\/leitfaden\/warum-ki-depin-braucht$/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("colours follow the system until a choice, which is kept and can be taken back", async ({
  page,
}) => {
  const background = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/en");
  const light = await background();
  await page.getByRole("radio", { name: en.theme.dark }).check();
  const dark = await background();
  expect(dark).not.toBe(light);
  await page.reload();
  expect(await background()).toBe(dark);
  await expect(page.getByRole("radio", { name: en.theme.dark })).toBeChecked();
  await page.getByRole("radio", { name: en.theme.system }).check();
  expect(await background()).toBe(light);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test("everything in the header works by keyboard", async ({ page }) => {
  await page.goto("/en");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: en.nav.skip })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();
  await page.goto("/en");
  for (const name of [
    en.nav.skip,
    en.site.short,
    en.nav.guide,
    en.nav.data,
    en.nav.faq,
    "Deutsch",
  ]) {
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name, exact: true }).first()).toBeFocused();
  }
  await page.keyboard.press("Tab");
  await expect(page.getByRole("radio", { name: en.theme.system })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
});

for (const width of [320, 390, 768, 1280]) {
  test(`nothing sticks out at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const path of ["/de", "/de/leitfaden/was-ist-depin", "/de/faq", "/en/nothing"]) {
      await page.goto(path);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, path).toBeLessThanOrEqual(width);
    }
  });
}

test("a table that scrolls can be scrolled by keyboard", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto("/en");
  const region = page.getByRole("group", { name: en.prices.scroll });
  await region.focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => region.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
});
