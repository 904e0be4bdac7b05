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
  const prices = asked.filter((path) => /coins\/markets|token_price/.test(path));
  const charts = asked.filter((path) => path.includes("/market_chart"));
  expect(prices.sort()).toEqual([
    "api.coingecko.com/api/v3/coins/markets",
    "api.coingecko.com/api/v3/coins/markets",
    "api.coingecko.com/api/v3/simple/token_price/polygon-pos",
  ]);
  expect(charts).toHaveLength(8);
  expect(new Set(charts).size).toBe(8);
});

test("every dataset page shows its numbers with unit, source and time", async ({ page }) => {
  await page.goto("/en/data/akash");
  const row = page.getByRole("row", { name: /^GPUs leased 120/ });
  await expect(row.locator("data")).toHaveAttribute("value", "120");
  await expect(row.getByRole("link", { name: "Akash Console API" })).toBeVisible();
  await expect(row.locator("time")).toHaveAttribute("datetime", "2026-07-17T20:07:00.000Z");
});

test("a computed figure names its formula and its inputs", async ({ page }) => {
  await page.goto("/de/daten/akash");
  const row = page.getByRole("row", { name: /vermietet ÷ angeboten/ });
  await expect(row.locator("data")).toHaveAttribute("value", String(120 / 247));
  await expect(row.locator("data")).toContainText("48,6 %");
  await expect(row).toContainText("120 GPUs");
  await expect(row).toContainText("247 GPUs");
});

test("prices of different cards are never compared", async ({ page }) => {
  await page.goto("/en/data/gpu-prices");
  const rows = page.locator("section tbody tr th");
  const names = await rows.allTextContents();
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) {
    const cards = name.match(/H100|A100 80 GB|RTX 4090/g) ?? [];
    expect(new Set(cards).size, name).toBe(1);
  }
});
