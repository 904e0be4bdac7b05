import en from "../../messages/en.json" with { type: "json" };
import { mainUpstream } from "./support/sites.ts";
import { expect, test } from "./support/test.ts";

const placesWithPrices = [
  "/en",
  "/de",
  "/en/guide/what-is-depin",
  "/de/leitfaden/was-ist-depin",
] as const;

for (const path of placesWithPrices) {
  test(`every number of ${path} is marked as a sample and names source and time`, async ({
    page,
  }) => {
    await page.goto(path);
    const numbers = await page.locator('data[data-dataset="prices"]').all();
    expect(numbers.length).toBeGreaterThan(50);
    for (const number of numbers) {
      const status = await number.getAttribute("data-status");
      const value = await number.getAttribute("value");
      expect(["sample", "missing"]).toContain(status);
      expect(value === "").toBe(status === "missing");
      expect(value).not.toBe("0");
    }
    const row = page.locator('tr[data-network="render"]').first();
    await expect(row.locator("time")).toHaveAttribute("datetime", "2026-11-22T05:10:28.763Z");
    await expect(row.getByRole("link", { name: "CoinGecko" })).toBeVisible();
    await expect(
      page.getByRole("link", { name: "Data provided by CoinGecko" }).first(),
    ).toBeVisible();
  });
}

test("numbers are written as each language writes them", async ({ page }) => {
  const price = page.locator('tr[data-network="bittensor"] td').first().locator("data");
  await page.goto("/en");
  await expect(price).toContainText("US$265.24");
  await page.goto("/de");
  await expect(price).toContainText("265,24 $");
  await expect(price).toHaveAttribute("value", "265.24");
});

test("a number no source gives reads as not available", async ({ page }) => {
  await page.goto("/en");
  const cell = page.locator('tr[data-network="wifi-map"] td').nth(5).locator("data");
  await expect(cell).toHaveText(en.status.missing);
  await expect(cell).toHaveAttribute("data-status", "missing");
});

test("a price stands inside the prose, with source and time", async ({ page }) => {
  await page.goto("/en/guide/why-ai-needs-depin");
  const sentence = page
    .locator(".prose p", { has: page.locator('data[data-dataset="prices"]') })
    .first();
  await expect(sentence).toContainText("source: CoinGecko");
  await expect(sentence.locator("time")).toBeVisible();
});

test("the sample banner is on every page", async ({ page }) => {
  for (const path of ["/en", "/en/faq", "/en/nothing"]) {
    await page.goto(path);
    await expect(page.locator(".sample-banner")).toHaveText(en.site.sample);
  }
});

test("building and serving the whole site took one round of requests", async ({ request }) => {
  const asked: string[] = await (await request.get(`${mainUpstream()}/__requests`)).json();
  expect(asked.sort()).toEqual([
    "api.coingecko.com/api/v3/coins/markets",
    "api.coingecko.com/api/v3/coins/markets",
    "api.coingecko.com/api/v3/simple/token_price/polygon-pos",
  ]);
});
