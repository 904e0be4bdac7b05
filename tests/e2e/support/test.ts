import { test as base } from "@playwright/test";
import { mainOrigin } from "./sites.ts";

/** Tests of the main site: relative addresses lead there. */
export const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names out of this pattern
  baseURL: async ({}, use) => use(mainOrigin()),
});

export { expect } from "@playwright/test";
