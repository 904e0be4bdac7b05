import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkContent } from "#lib/content/check.ts";

const en = "content/en/guide/what-is-depin.mdx";
const de = "content/de/guide/what-is-depin.mdx";

const repository = process.cwd();
let folder: string;

/** The check looks at `content/` below the folder it is started in: here a copy to be broken. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "content-check-"));
  cpSync("content", join(folder, "content"), { recursive: true });
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(repository);
  rmSync(folder, { recursive: true });
});

/** Changes a file of the copy; the change must apply. */
function edit(file: string, from: string | RegExp, to: string) {
  const path = join(folder, file);
  const before = readFileSync(path, "utf8");
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
}

const remove = (file: string) => rmSync(join(folder, file));

test("a content folder in order has no faults", () => {
  expect(checkContent()).toEqual([]);
});

describe("an English text that changed", () => {
  const outdated = new RegExp(
    `^${de}: translates an older text; compare it with ${en}, then set translationOf: [0-9a-f]{16}$`,
  );

  test.each([
    ["body", /$/, "\nOne more sentence.\n"],
    ["heading", /^## .*\[#definition\]$/m, "## Another title [#definition]"],
    ["title", /^title: .*$/m, "title: Another title"],
    ["description", /^description: .*$/m, "description: Another description."],
    ["key point", /^ {2}- .*$/m, "  - Another key point."],
  ])("in its %s makes the translation outdated", (_, from, to) => {
    edit(en, from, to);
    expect(checkContent()).toEqual([expect.stringMatching(outdated)]);
  });

  test("is in order again once the German file names the printed hash", () => {
    edit(en, /$/, "\nOne more sentence.\n");
    const hash = checkContent()[0]?.split("translationOf: ")[1] ?? "";
    edit(de, /^translationOf: .*$/m, `translationOf: "${hash}"`);
    expect(checkContent()).toEqual([]);
  });

  test.each([
    ["its review date", /^reviewed: .*$/m, "reviewed: 2027-02-01"],
    ["its slug", /^slug: .*$/m, "slug: depin-explained"],
    ["the breaks of its lines", /(?<=\n\n[A-Z][^\n]{40,}) /, "\n"],
  ])("in nothing but %s needs no new translation", (_, from, to) => {
    edit(en, from, to);
    expect(checkContent()).toEqual([]);
  });

  test("is not outdated by a change of the German text", () => {
    edit(de, /$/, "\nNoch ein Satz.\n");
    expect(checkContent()).toEqual([]);
  });
});

describe("a file without its partner", () => {
  test("is reported by the name of the German file that is missing", () => {
    remove(de);
    expect(checkContent()).toEqual([`${de}: missing; every text exists in both languages`]);
  });

  test("is reported by the name of the English file that is missing", () => {
    remove(en);
    expect(checkContent()).toEqual([`${en}: missing; the German text translates it`]);
  });
});

describe("faults of a file", () => {
  test("in a field are told by file and field", () => {
    edit(en, /^reviewed: .*$/m, "reviewed: soon");
    expect(checkContent()).toEqual([`${en}: field "reviewed": expected a date such as 2026-11-22`]);
  });

  test("are all told, also when they are in several files", () => {
    edit(de, /^slug: .*$/m, "slug: Was-ist-DePIN");
    edit("content/en/faq.mdx", /^published: .*\n/m, "");
    expect(checkContent()).toEqual([
      expect.stringContaining('content/en/faq.mdx: field "published"'),
      expect.stringContaining(`${de}: field "slug"`),
    ]);
  });

  test.each([
    ["without frontmatter", en, /^---\n/, "", "must begin with frontmatter"],
    ["without frontmatter", de, /^---\n/, "", "must begin with frontmatter"],
    ["of broken YAML", en, /^title: .*$/m, 'title: "DePIN": what', "frontmatter is not valid YAML"],
    ["of broken YAML", de, /^title: .*$/m, 'title: "DePIN": what', "frontmatter is not valid YAML"],
  ])("%s is one line (%s)", (_, file, from, to, words) => {
    edit(file, from, to);
    expect(checkContent()).toEqual([expect.stringContaining(`${file}: ${words}`)]);
  });

  test("of broken YAML are told by the line of the file", () => {
    edit(en, /^slug: .*$/m, 'slug: "what": is');
    const line = readFileSync(en, "utf8").split("\n").indexOf('slug: "what": is') + 1;
    expect(checkContent()[0]).toContain(`line ${line}`);
  });

  test.each([
    ["another German chapter", "warum-ki-depin-braucht"],
    // Its redirect from mixed words would cover this chapter.
    ["the English text of another chapter", "why-ai-needs-depin"],
  ])("are told when the slug belongs to %s", (_, slug) => {
    edit(de, /^slug: .*$/m, `slug: ${slug}`);
    expect(checkContent()).toEqual([expect.stringContaining(`"${slug}"`)]);
  });
});

describe("the editor's command", () => {
  const script = fileURLToPath(new URL("../../../scripts/contentCheck.ts", import.meta.url));
  const contentCheck = () => spawnSync(process.execPath, [script], { encoding: "utf8" });

  test("succeeds where all is well", () => {
    expect(contentCheck()).toMatchObject({
      status: 0,
      stderr: "",
      stdout: expect.stringContaining("no faults"),
    });
  });

  test("fails and prints the faults where something is wrong", () => {
    remove(de);
    expect(contentCheck()).toMatchObject({
      status: 1,
      stderr: expect.stringContaining(`${de}: missing`),
      stdout: expect.stringContaining("1 fault"),
    });
  });
});
