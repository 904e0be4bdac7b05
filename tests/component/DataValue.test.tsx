import { describe, expect, test } from "vitest";
import { DataValue } from "#components/data/DataValue.tsx";
import type { Figure } from "#lib/data/dataset.ts";
import { formatDate } from "#lib/i18n/format.ts";
import { locales } from "#lib/i18n/locales.ts";
import { fetched, missing, seed } from "./figures.ts";
import { fill, renderIn, words } from "./intl.tsx";

describe.each(locales)("a value in %s", (locale) => {
  const status = words[locale].status;

  /** The element drawn for a figure. */
  function draw(figure: Figure<number>, pick: (value: number) => number | null = (value) => value) {
    const { container } = renderIn(
      locale,
      <DataValue
        dataset="prices"
        figure={figure}
        pick={pick}
        format={(amount) => `${amount} tokens`}
      />,
    );
    return container.firstElementChild;
  }

  test("that is live stands alone", () => {
    const value = draw(fetched());
    expect(value?.outerHTML).toBe(
      '<data value="7.5" data-dataset="prices" data-status="live">7.5 tokens</data>',
    );
  });

  test.each([
    ["stale", fetched({ status: "stale", outdated: true })],
    ["sample", fetched({ status: "sample" })],
    ["seed", seed()],
  ] as const)("that is %s has its mark in words", (name, figure) => {
    const value = draw(figure);
    expect(value).toHaveAttribute("value", "7.5");
    expect(value).toHaveAttribute("data-status", name);
    expect(value).toHaveTextContent(`7.5 tokens${status[name]}`);
  });

  test("that is missing says so and is empty for programs", () => {
    const value = draw(missing);
    expect(value).toHaveAttribute("value", "");
    expect(value).toHaveAttribute("data-dataset", "prices");
    expect(value).toHaveAttribute("data-status", "missing");
    expect(value).toHaveTextContent(new RegExp(`^${status.missing}$`));
  });

  test("that is missing since a day says since when", () => {
    const value = draw({ status: "missing", since: "2026-11-20" });
    expect(value).toHaveAttribute("value", "");
    expect(value).toHaveAttribute("data-status", "missing");
    expect(value).toHaveTextContent(
      fill(status.missingSince, { time: formatDate("2026-11-20", locale) }),
    );
    expect(value?.querySelector("time")).toHaveAttribute("datetime", "2026-11-20");
  });

  test.each([
    ["live", fetched()],
    ["stale", fetched({ status: "stale" })],
    ["sample", fetched({ status: "sample" })],
    ["seed", seed()],
  ])("that a %s source does not give is missing, never 0", (_, figure) => {
    const value = draw(figure, () => null);
    expect(value).toHaveAttribute("value", "");
    expect(value).toHaveAttribute("data-status", "missing");
    expect(value).toHaveTextContent(new RegExp(`^${status.missing}$`));
  });

  test("that is truly zero, such as no change, is printed", () => {
    const value = draw(fetched(), () => 0);
    expect(value).toHaveAttribute("value", "0");
    expect(value).toHaveAttribute("data-status", "live");
    expect(value).toHaveTextContent("0 tokens");
  });
});
