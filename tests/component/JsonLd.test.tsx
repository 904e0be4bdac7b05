import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { JsonLd } from "#components/content/JsonLd.tsx";
import { graph } from "#lib/seo/jsonLd.ts";

const hostile = graph({
  "@type": "WebPage",
  name: 'a </script><script>alert("1")</script> <!-- & b',
});

test("no text can close the element", () => {
  const html = renderToStaticMarkup(<JsonLd data={hostile} />);
  expect(html.match(/<\/?script/g)).toEqual(["<script", "</script"]);
  expect(html).not.toContain("<!--");
});

test("a program reads what was written", () => {
  const { body } = new DOMParser().parseFromString(
    renderToStaticMarkup(<JsonLd data={hostile} />),
    "text/html",
  );
  const script = body.ownerDocument.querySelector('script[type="application/ld+json"]');
  expect(JSON.parse(script?.textContent ?? "")).toEqual(hostile);
});
