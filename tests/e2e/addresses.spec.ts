import { readdirSync } from "node:fs";
import de from "../../messages/de.json" with { type: "json" };
import en from "../../messages/en.json" with { type: "json" };
import { withoutScripts } from "./support/pages.ts";
import { mainSite } from "./support/sites.ts";
import { expect, test } from "./support/test.ts";

const redirects = [
  ["/de/guide/was-ist-depin", "/de/leitfaden/was-ist-depin"],
  ["/de/guide/what-is-depin", "/de/leitfaden/was-ist-depin"],
  ["/de/leitfaden/what-is-depin", "/de/leitfaden/was-ist-depin"],
  ["/en/leitfaden/was-ist-depin", "/en/guide/what-is-depin"],
  ["/en/leitfaden/what-is-depin", "/en/guide/what-is-depin"],
  ["/en/guide/warum-ki-depin-braucht", "/en/guide/why-ai-needs-depin"],
] as const;

for (const [from, to] of redirects) {
  test(`${from} leads to ${to} in one step`, async ({ request }) => {
    const response = await request.get(from, { maxRedirects: 0 });
    expect(response.status()).toBe(308);
    expect(response.headers().location).toBe(to);
    expect((await request.get(to, { maxRedirects: 0 })).status()).toBe(200);
  });
}

const greetings = [
  ["de-AT,de;q=0.9,en;q=0.8", "/de"],
  ["en-US,en;q=0.9,de;q=0.8", "/en"],
  ["fr-FR,fr;q=0.9", "/en"],
  ["de;q=0,en", "/en"],
] as const;

for (const [header, to] of greetings) {
  test(`/ with "${header}" leads to ${to}`, async ({ request }) => {
    const response = await request.get("/", {
      maxRedirects: 0,
      headers: { "accept-language": header },
    });
    expect(response.status()).toBe(307);
    expect(response.headers().location).toBe(to);
    expect(response.headers().vary).toContain("Accept-Language");
    expect(response.headers()["set-cookie"]).toBeUndefined();
  });
}

const unknown = [
  ["/en/nothing", "en"],
  ["/en/guide/nothing", "en"],
  ["/de/nichts", "de"],
  ["/de/leitfaden/nichts", "de"],
  ["/de/guide/nichts", "de"],
  ["/de/faq/nichts", "de"],
  ["/fr", "en"],
  ["/wp-login.php", "en"],
  ["/a/b/c/d", "en"],
  ["/en/404", "en"],
] as const;

for (const [path, locale] of unknown) {
  test(`${path} is a real 404 with words, language and policy`, async ({ request }) => {
    const response = await request.get(path, { maxRedirects: 0 });
    const html = withoutScripts(await response.text());
    const { title } = { en, de }[locale].notFound;
    expect(response.status()).toBe(404);
    expect(html).toContain(`<html lang="${locale}"`);
    expect(html).toMatch(new RegExp(`<h1[^>]*>${title}</h1>`));
    expect(html).toContain('name="robots" content="noindex');
    expect(response.headers()["content-security-policy"]).toContain("'sha256-");
    expect(response.headers()["cache-control"]).toMatch(/^s-maxage=60\b/);
    expect(response.headers()["set-cookie"]).toBeUndefined();
  });
}

test("unknown addresses leave nothing on the disk", async ({ request }) => {
  const files = () => readdirSync(mainSite.BUILD_DIR, { recursive: true }).length;
  await request.get("/en/warm-up");
  const before = files();
  for (let index = 0; index < 200; index += 1) {
    const path = ["/en", "/de/leitfaden", "/x", "/en/guide"][index % 4];
    expect((await request.get(`${path}/unknown-${index}`)).status()).toBe(404);
  }
  expect(files()).toBe(before);
});

test("an address that exists is never taken for unknown after many unknown ones", async ({
  request,
}) => {
  expect((await request.get("/en/guide/what-is-depin")).status()).toBe(200);
});
