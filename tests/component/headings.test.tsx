import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { Heading } from "#components/content/Heading.tsx";
import { TableOfContents } from "#components/content/TableOfContents.tsx";
import { locales } from "#lib/i18n/locales.ts";
import { fill, renderIn, words } from "./intl.tsx";

describe.each(locales)("in %s", (locale) => {
  const t = words[locale].chapter;
  const permalink = (title: string) =>
    screen.getByRole("link", { name: fill(t.permalink, { title }) });

  describe("a heading", () => {
    test.each([2, 3] as const)("of level %d has its id and a link to itself", (level) => {
      renderIn(
        locale,
        <Heading level={level} id="history">
          History
        </Heading>,
      );
      expect(screen.getByRole("heading", { level })).toHaveAttribute("id", "history");
      expect(permalink("History")).toHaveAttribute("href", "#history");
    });

    test("is called by its words alone", () => {
      renderIn(
        locale,
        <Heading level={2} id="history">
          History
        </Heading>,
      );
      expect(screen.getByRole("heading")).toHaveAccessibleName("History");
    });

    test("names its link with all its words, also those in emphasis or code", () => {
      renderIn(
        locale,
        <Heading level={2} id="gpu">
          What <em>GPU</em> and <code>AKT</code> mean
        </Heading>,
      );
      expect(permalink("What GPU and AKT mean")).toHaveAttribute("href", "#gpu");
    });

    test("without an id has no link", () => {
      renderIn(locale, <Heading level={2}>History</Heading>);
      expect(screen.getByRole("heading", { name: "History" })).toBeVisible();
      expect(screen.queryByRole("link")).toBeNull();
    });
  });

  describe("the contents of a chapter", () => {
    const outline = [
      { id: "definition", depth: 2, title: "Definition", text: "" },
      { id: "tests", depth: 3, title: "Three tests", text: "" },
      { id: "history", depth: 2, title: "History", text: "" },
    ] as const;

    test("lead to its sections, in order, and to the sources", () => {
      renderIn(locale, <TableOfContents outline={outline} hasSources />);
      const contents = within(screen.getByRole("navigation", { name: t.contents }));
      const links = contents.getAllByRole("link");
      expect(links.map((link) => [link.textContent, link.getAttribute("href")])).toEqual([
        ["Definition", "#definition"],
        ["History", "#history"],
        [t.sources, "#sources"],
      ]);
    });
  });
});
