import { XMLParser } from "fast-xml-parser";
import { addresses, textOf, withoutScripts } from "./support/pages.ts";
import { SITE_URL } from "./support/sites.ts";
import { expect, test } from "./support/test.ts";

const permalink = /<a class="permalink"[\s\S]*?<\/a>/g;

const attribute = (html: string, pattern: RegExp) => pattern.exec(html)?.[1];

for (const { path, locale, other } of addresses) {
  test.describe(path, () => {
    test("is a whole page without scripts, in its language", async ({ request }) => {
      const response = await request.get(path);
      const html = withoutScripts(await response.text());
      expect(response.status()).toBe(200);
      expect(attribute(html, /<html[^>]*\slang="([^"]+)"/)).toBe(locale);
      expect(html.match(/<h1[\s>]/g)).toHaveLength(1);
      expect(textOf(attribute(html, /<main[^>]*>([\s\S]*)<\/main>/) ?? "").length).toBeGreaterThan(
        500,
      );
    });

    test("names itself and its other half in the head", async ({ request }) => {
      const html = await (await request.get(path)).text();
      const alternates = Object.fromEntries(
        [...html.matchAll(/<link rel="alternate" hrefLang="([^"]+)" href="([^"]+)"/g)].map(
          ([, lang, href]) => [lang, href],
        ),
      );
      const english = locale === "en" ? path : other;
      const german = locale === "de" ? path : other;
      expect(attribute(html, /<link rel="canonical" href="([^"]+)"/)).toBe(SITE_URL + path);
      expect(alternates).toEqual({
        en: SITE_URL + english,
        de: SITE_URL + german,
        "x-default": SITE_URL + english,
      });
      expect(attribute(html, /<title>([^<]+)</)?.length).toBeGreaterThan(5);
      const description = attribute(html, /<meta name="description" content="([^"]+)"/) ?? "";
      expect(description.length).toBeGreaterThan(100);
    });

    test("is static, cookieless and comes with a policy of hashes", async ({ request }) => {
      await request.get(path);
      const headers = (await request.get(path)).headers();
      const policy = headers["content-security-policy"] ?? "";
      const scripts = /script-src ([^;]+)/.exec(policy)?.[1] ?? "";
      expect(headers["x-nextjs-cache"]).toBe("HIT");
      expect(headers["cache-control"]).toContain("s-maxage=");
      expect(headers["set-cookie"]).toBeUndefined();
      expect(scripts.split(" ")[0]).toBe("'self'");
      expect(scripts.split(" ").slice(1).length).toBeGreaterThan(0);
      for (const source of scripts.split(" ").slice(1)) expect(source).toMatch(/^'sha256-.{44}'$/);
    });

    test("carries structured data that parses and points to itself", async ({ request }) => {
      const html = await (await request.get(path)).text();
      const blocks = [
        ...html.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g),
      ].map(([, json = ""]) => JSON.parse(json));
      expect(blocks).toHaveLength(1);
      const crumbs = blocks[0]["@graph"].find(
        (node: { "@type": string }) => node["@type"] === "BreadcrumbList",
      );
      expect(crumbs.itemListElement.at(-1).item).toBe(SITE_URL + path);
    });
  });
}

test("the sitemap lists every page once, with its alternates and true dates", async ({
  request,
}) => {
  const xml = await (await request.get("/sitemap.xml")).text();
  const { url } = new XMLParser({ ignoreAttributes: false }).parse(xml).urlset;
  expect(url.map(({ loc }: { loc: string }) => loc).sort()).toEqual(
    addresses.map(({ path }) => SITE_URL + path).sort(),
  );
  for (const entry of url) {
    const links = entry["xhtml:link"].map((link: Record<string, string>) => link["@_hreflang"]);
    expect(links.sort()).toEqual(["de", "en", "x-default"]);
  }
});

test("robots.txt names the sitemap", async ({ request }) => {
  const text = await (await request.get("/robots.txt")).text();
  expect(text).toContain(`Sitemap: ${SITE_URL}/sitemap.xml`);
  expect(text).not.toContain("Disallow");
});

for (const locale of ["en", "de"]) {
  test(`the ${locale} FAQ's structured data says what the page shows`, async ({ request }) => {
    const html = await (await request.get(`/${locale}/faq`)).text();
    const json = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? "";
    const faq = JSON.parse(json)["@graph"].find(
      (node: { "@type": string }) => node["@type"] === "FAQPage",
    );
    const sections = withoutScripts(html)
      .split(/<div class="heading"><h2[^>]*>/)
      .slice(1);
    expect(faq.mainEntity).toHaveLength(6);
    expect(sections).toHaveLength(6);
    faq.mainEntity.forEach(
      (question: { name: string; acceptedAnswer: { text: string } }, index: number) => {
        const [heading = "", rest = ""] = (sections[index] ?? "").split("</h2>");
        const answer = (rest.split(/<\/article>/)[0] ?? "").replace(permalink, "");
        expect(textOf(heading)).toBe(question.name);
        expect(textOf(answer)).toBe(question.acceptedAnswer.text.replace(/\s+/g, " "));
      },
    );
  });
}
