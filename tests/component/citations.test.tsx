import { screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { Cite } from "#components/content/Cite.tsx";
import { SourceList } from "#components/content/SourceList.tsx";
import sources from "#content/sources.json" with { type: "json" };
import { getSource } from "#lib/content/sources.ts";
import { formatDate } from "#lib/i18n/format.ts";
import { locales } from "#lib/i18n/locales.ts";
import { fill, renderIn, words } from "./intl.tsx";

afterEach(() => {
  vi.restoreAllMocks();
});

/** The id of a source that has these fields, or has them not. */
function sourceId(fields: { url?: boolean; locator?: boolean; published?: boolean }): string {
  const source = sources.find((candidate) =>
    Object.entries(fields).every(([name, wanted]) => name in candidate === wanted),
  );
  if (!source) throw new Error(`no source with ${JSON.stringify(fields)}`);
  return source.id;
}

describe.each(locales)("in %s", (locale) => {
  const t = words[locale].chapter;

  describe("a citation", () => {
    test("is a number that leads to its source and can be led back to", () => {
      renderIn(locale, <Cite id="hip-149" number="3" occurrence="2" />);
      const link = screen.getByRole("link", { name: fill(t.toSource, { number: 3 }) });
      expect(link).toHaveTextContent(/^3$/);
      expect(link).toHaveAttribute("href", "#source-3");
      expect(link.closest("sup")).toHaveAttribute("id", "cite-3-2");
    });

    test("that was not numbered fails by its name", () => {
      vi.spyOn(console, "error").mockImplementation(() => {});
      expect(() => renderIn(locale, <Cite id="hip-149" />)).toThrow('<Cite id="hip-149" />');
    });
  });

  describe("the list of sources", () => {
    const items = () =>
      within(screen.getByRole("region", { name: t.sources })).getAllByRole("listitem");

    test("has the cited ones in the order of their numbers", () => {
      renderIn(
        locale,
        <SourceList
          citations={[
            { id: "hip-149", occurrences: 1 },
            { id: "aep-76", occurrences: 2 },
          ]}
        />,
      );
      expect(items().map(({ id }) => id)).toEqual(["source-1", "source-2"]);
      expect(items()[0]).toHaveTextContent(getSource("hip-149").title);
      expect(items()[1]).toHaveTextContent(getSource("aep-76").title);
    });

    test("leads back to every place that cites a source", () => {
      renderIn(
        locale,
        <SourceList
          citations={[
            { id: "hip-149", occurrences: 1 },
            { id: "aep-76", occurrences: 2 },
          ]}
        />,
      );
      const back = (number: number, source: number) =>
        screen.getByRole("link", { name: fill(t.backTo, { number, source }) });
      expect(back(1, 1)).toHaveAttribute("href", "#cite-1-1");
      expect(back(1, 2)).toHaveAttribute("href", "#cite-2-1");
      expect(back(2, 2)).toHaveAttribute("href", "#cite-2-2");
    });

    test("names title, publisher, date and day of retrieval, and links the title", () => {
      const source = getSource(sourceId({ url: true, published: true }));
      renderIn(locale, <SourceList citations={[{ id: source.id, occurrences: 1 }]} />);
      const [item] = items();
      expect(screen.getByRole("link", { name: source.title })).toHaveAttribute("href", source.url);
      expect(screen.getByText(source.title).closest("cite")).toHaveAttribute("lang", source.lang);
      expect(item).toHaveTextContent(source.publisher);
      expect(item).toHaveTextContent(formatDate(source.published ?? "", locale));
      expect(item).toHaveTextContent(
        fill(t.retrieved, { time: formatDate(source.retrieved, locale) }),
      );
    });

    test("says that the address of a source was not kept", () => {
      const source = getSource(sourceId({ url: false }));
      renderIn(locale, <SourceList citations={[{ id: source.id, occurrences: 1 }]} />);
      expect(screen.queryByRole("link", { name: source.title })).toBeNull();
      expect(items()[0]).toHaveTextContent(t.noAddress);
    });

    test("says that a source has no date", () => {
      const source = getSource(sourceId({ published: false }));
      renderIn(locale, <SourceList citations={[{ id: source.id, occurrences: 1 }]} />);
      expect(items()[0]).toHaveTextContent(`, ${t.undated}.`);
    });

    test("is absent where nothing is cited", () => {
      const { container } = renderIn(locale, <SourceList citations={[]} />);
      expect(container).toBeEmptyDOMElement();
    });

    test("fails by the id of a source that does not exist", () => {
      vi.spyOn(console, "error").mockImplementation(() => {});
      const citations = [{ id: "no-such-source", occurrences: 1 }];
      expect(() => renderIn(locale, <SourceList citations={citations} />)).toThrow(
        "no-such-source",
      );
    });
  });
});
