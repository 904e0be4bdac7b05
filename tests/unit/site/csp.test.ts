import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { contentSecurityPolicy } from "#lib/server/contentSecurityPolicy.ts";

const hashOf = (code: string) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`;

/** The sources of one directive of the policy of a page. */
function directive(html: string, name: string): string[] | undefined {
  const directives = contentSecurityPolicy(html)
    .split("; ")
    .map((text) => text.split(" "));
  return directives.find(([own]) => own === name)?.slice(1);
}

describe("scripts of a page", () => {
  test.each([
    ["inline", "<script>let a = 1</script>", "let a = 1"],
    ["over several lines", "<script>\nlet a\nlet b\n</script>", "\nlet a\nlet b\n"],
    ["with an id", '<script id="_R_">let a</script>', "let a"],
    ["of type module", '<script type="module">let a</script>', "let a"],
    ["with characters beyond ASCII", '<script>t("für")</script>', 't("für")'],
    ["that mention src", '<script>node.src="x"; a>b</script>', 'node.src="x"; a>b'],
    ["with a data-src attribute", '<script data-src="x">let a</script>', "let a"],
    ["in capitals", "<SCRIPT>let a</SCRIPT>", "let a"],
  ])("%s are allowed by their hash", (_, html, code) => {
    expect(directive(html, "script-src")).toEqual(["'self'", hashOf(code)]);
  });

  test.each([
    ["from a file", '<script src="/_next/a.js" async=""></script>'],
    ["from a file, src last", '<script async="" id="a" src="/_next/a.js"></script>'],
    ["that are JSON-LD", '<script type="application/ld+json">{"@context":"x"}</script>'],
  ])("%s need none", (_, html) => {
    expect(directive(html, "script-src")).toEqual(["'self'"]);
  });

  test("are hashed each once, among others", () => {
    const html = `<!doctype html><html><head><script>first()</script></head><body>
      <script src="/a.js"></script><script type="application/ld+json">{}</script>
      <p>Words</p><script>second()</script><script>first()</script></body></html>`;
    expect(directive(html, "script-src")).toEqual([
      "'self'",
      hashOf("first()"),
      hashOf("second()"),
    ]);
  });

  test("do not change the rest of the policy", () => {
    const rest = (html: string) => contentSecurityPolicy(html).replace(/script-src[^;]*/, "");
    expect(rest("<script>a</script>")).toBe(rest(""));
  });
});

describe("every policy", () => {
  const policy = contentSecurityPolicy("<script>a()</script><style>p{}</style><p style='top:0'>");

  test("allows nothing inline or evaluated wholesale", () => {
    expect(policy).not.toMatch(/unsafe|'nonce|\*|strict-dynamic/);
  });

  test("names no other host", () => {
    expect(policy).not.toMatch(/https?:|\/\//);
  });

  test.each([
    ["default-src", ["'none'"]],
    ["connect-src", ["'self'"]],
    ["style-src", ["'self'"]],
    ["base-uri", ["'none'"]],
    ["frame-ancestors", ["'none'"]],
    ["form-action", ["'self'"]],
  ])("%s", (name, expected) => {
    expect(directive("<script>a()</script>", name)).toEqual(expected);
  });
});
