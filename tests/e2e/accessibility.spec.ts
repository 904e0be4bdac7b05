import AxeBuilder from "@axe-core/playwright";
import { kindAddresses } from "./support/pages.ts";
import { expect, test } from "./support/test.ts";

for (const { path } of [...kindAddresses, { path: "/en/nothing" }, { path: "/de/nichts" }]) {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [390, 1280]) {
      test(`${path} is accessible, ${colorScheme}, ${width} pixels`, async ({ page }) => {
        await page.setViewportSize({ width, height: 844 });
        await page.emulateMedia({ colorScheme });
        await page.goto(path);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      });
    }
  }
}
