import { expect, test } from "vitest";
import { getChapters } from "#lib/content/chapters.ts";

test("both languages have the same chapters", () => {
  expect(getChapters("de").map(({ id }) => id)).toEqual(getChapters("en").map(({ id }) => id));
});
