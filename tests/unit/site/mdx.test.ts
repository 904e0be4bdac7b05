import { type EvaluateOptions, evaluate } from "@mdx-js/mdx";
import { createElement, type ReactNode } from "react";
import * as runtime from "react/jsx-runtime";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { citationsSchema } from "#lib/content/citations.ts";
import { remarkPlugins } from "#lib/content/mdx/options.ts";
import { outlineSchema } from "#lib/content/outline.ts";

type Plugins = NonNullable<EvaluateOptions["remarkPlugins"]>;

const plugins: Plugins = await Promise.all(
  remarkPlugins.map(async ([name]) => (await import(/* @vite-ignore */ name)).default),
);

const PATH = "content/en/guide/x.mdx";

/** Compiles a text as the build does. Its first line is line 4 of the file. */
async function compile(lines: string[]) {
  const value = ["---", "title: X", "---", ...lines].join("\n");
  const module = await evaluate({ value, path: PATH }, { ...runtime, remarkPlugins: plugins });
  const { default: Body, frontmatter, outline, citations } = module;
  return {
    frontmatter,
    outline: outlineSchema.parse(outline),
    citations: citationsSchema.parse(citations),
    html: renderToStaticMarkup(createElement(Body, { components: { Cite, Note } })),
  };
}

/** Shows what the compiler handed to a citation. */
function Cite(props: Record<string, string>) {
  return createElement("sup", null, `${props.id}:${props.number}:${props.occurrence}`);
}

function Note({ children }: { children?: ReactNode }) {
  return children;
}

/** What an editor is told when the build stops: place and words. */
async function faultOf(lines: string[]): Promise<string> {
  return compile(lines).then(
    () => "no fault",
    (error) => String(error),
  );
}

describe("headings", () => {
  test("get the id that is written behind them, and lose it from their words", async () => {
    const { html } = await compile(["## What it is [#what]", "", "### Part *two*  [#part-2]"]);
    expect(html).toContain('<h2 id="what">What it is</h2>');
    expect(html).toContain('<h3 id="part-2">Part <em>two</em></h3>');
  });

  test("are exported as outline, with the plain words below each", async () => {
    const { outline } = await compile([
      "An opening belongs to no section.",
      "",
      "## First [#first]",
      "",
      "Some **bold** words and a [link](./y.mdx).",
      "",
      "A second paragraph.",
      "",
      "### Below *it* [#below]",
      "",
      "Deeper.",
      "",
      "## Empty [#empty]",
    ]);
    expect(outline).toEqual([
      {
        id: "first",
        depth: 2,
        title: "First",
        text: "Some bold words and a link.\n\nA second paragraph.",
      },
      { id: "below", depth: 3, title: "Below it", text: "Deeper." },
      { id: "empty", depth: 2, title: "Empty", text: "" },
    ]);
  });

  test("the words of two list items are kept apart in the outline", async () => {
    const { outline } = await compile(["## Title [#title]", "", "- one", "- two"]);
    expect(outline[0]?.text).toMatch(/^one\s+two$/);
  });

  test("an author's comment is no part of the outline", async () => {
    const { outline } = await compile(["## Title [#title]", "", "{/* to do */}", "", "Words."]);
    expect(outline[0]?.text).toBe("Words.");
  });

  test("a citation leaves no gap in the words of the outline", async () => {
    const { outline } = await compile(["## Title [#title]", "", 'A. <Cite id="a" /> B.']);
    expect(outline[0]?.text).toBe("A. B.");
  });

  test("a text without headings has an empty outline", async () => {
    expect((await compile(["Words."])).outline).toEqual([]);
  });
});

describe("faults in headings name file and line", () => {
  test.each([
    ["without an id", ["", "## Title"], 5, 'The heading "Title" needs an id: "## Title [#id]".'],
    ["with a bad id", ["## Title [#Über]"], 4, "needs an id"],
    ["with the id in the middle", ["## Title [#id] more"], 4, "needs an id"],
    ["of level 1", ["Words.", "", "# Title [#id]"], 6, "Use ## or ### for headings"],
    ["of level 4", ["#### Title [#id]"], 4, "Use ## or ### for headings"],
    [
      "with the id of another",
      ["## One [#same]", "", "## Two [#same]"],
      6,
      'Two headings have the id "same".',
    ],
  ])("a heading %s", async (_, lines, line, words) => {
    const fault = await faultOf(lines);
    expect(fault).toContain(words);
    expect(fault).toMatch(new RegExp(`^${PATH}:${line}:`));
  });

  test("a heading without an id is also found inside a note", async () => {
    const fault = await faultOf(["<Note>", "", "## Title", "", "</Note>"]);
    expect(fault).toContain('The heading "Title" needs an id');
  });
});

describe("citations", () => {
  const cited = [
    'One. <Cite id="b" /> Two. <Cite id="a" />',
    "",
    '| Head |\n| --- |\n| Cell <Cite id="b" /> |',
    "",
    '**Three.** <Cite id="b" /> <Cite id="c" />',
  ];

  test("are numbered by first appearance, and each occurrence is counted", async () => {
    const { html } = await compile(cited);
    expect(html.match(/(?<=<sup>)[^<]+/g)).toEqual(["b:1:1", "a:2:1", "b:1:2", "b:1:3", "c:3:1"]);
  });

  test("are exported with the number of their occurrences", async () => {
    expect((await compile(cited)).citations).toEqual([
      { id: "b", occurrences: 3 },
      { id: "a", occurrences: 1 },
      { id: "c", occurrences: 1 },
    ]);
  });

  test("stand close to what they support, and only there", async () => {
    const { html } = await compile(cited);
    expect(html).toContain("<p>One.<sup>b:1:1</sup> Two.<sup>a:2:1</sup></p>");
    expect(html).toContain("<td>Cell<sup>b:1:2</sup></td>");
    expect(html).toContain("<strong>Three.</strong><sup>");
  });

  test("a text without any exports none", async () => {
    expect((await compile(["Words."])).citations).toEqual([]);
  });

  test.each([
    ["no id", ["Words.", "", "One. <Cite />"], 6],
    ["a computed id", ['One. <Cite id={"a"} />'], 4],
    ["an id without a value", ["One. <Cite id />"], 4],
  ])("with %s stop the build and name file and line", async (_, lines, line) => {
    const fault = await faultOf(lines);
    expect(fault).toContain('A citation names its source: <Cite id="source-id" />.');
    expect(fault).toMatch(new RegExp(`^${PATH}:${line}:`));
  });
});

test("frontmatter is exported and not shown", async () => {
  const { frontmatter, html } = await compile(["Words."]);
  expect(frontmatter).toEqual({ title: "X" });
  expect(html).toBe("<p>Words.</p>");
});
