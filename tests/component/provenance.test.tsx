import { screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { Attribution } from "#components/data/Attribution.tsx";
import { Origin } from "#components/data/Origin.tsx";
import { StatusLegend } from "#components/data/StatusLegend.tsx";
import { formatTime } from "#lib/i18n/format.ts";
import { locales } from "#lib/i18n/locales.ts";
import { coingecko, defillama, fetched, missing, seed } from "./figures.ts";
import { fill, renderIn, words } from "./intl.tsx";

describe.each(locales)("in %s", (locale) => {
  const { status, prices } = words[locale];

  describe("the origin of a figure", () => {
    test("is its source, linked, and the time of observation", () => {
      const { container } = renderIn(locale, <Origin figure={fetched()} />);
      const time = formatTime("2026-11-22T09:55:00.000Z", locale);
      expect(screen.getByRole("link", { name: coingecko.name })).toHaveAttribute(
        "href",
        coingecko.url,
      );
      expect(screen.getByText(time)).toHaveAttribute("datetime", "2026-11-22T09:55:00.000Z");
      expect(container).toHaveTextContent(`${coingecko.name}, ${time}`);
    });

    test("says when a shipped value is of low confidence", () => {
      const { container } = renderIn(locale, <Origin figure={seed({ confidence: "low" })} />);
      expect(container).toHaveTextContent(
        `${defillama.name}, ${formatTime("2026-06", locale)} (${status.lowConfidence})`,
      );
    });

    test.each([
      ["a shipped value of high confidence", seed()],
      ["a fetched value", fetched()],
    ])("says nothing about the confidence of %s", (_, figure) => {
      const { container } = renderIn(locale, <Origin figure={figure} />);
      expect(container).not.toHaveTextContent(status.lowConfidence);
    });

    test("of a missing one is not available", () => {
      const { container } = renderIn(locale, <Origin figure={missing} />);
      expect(container).toHaveTextContent(new RegExp(`^${status.missing}$`));
    });
  });

  describe("the attribution of a block", () => {
    const later = fetched({ retrievedAt: "2026-11-22T12:00:00.000Z", source: defillama });
    const checkedAt = (instant: string) =>
      fill(prices.checked, { time: formatTime(instant, locale) });

    test("dates the block by what was fetched first", () => {
      const { container } = renderIn(
        locale,
        <Attribution figures={[later, fetched(), seed(), missing]} />,
      );
      expect(container).toHaveTextContent(checkedAt("2026-11-22T10:00:00.000Z"));
    });

    test("names CoinGecko in its own words, linked, where it is a source", () => {
      renderIn(locale, <Attribution figures={[later, fetched()]} />);
      const link = screen.getByRole("link", { name: "Data provided by CoinGecko" });
      expect(link).toHaveAttribute("href", expect.stringMatching(/^https:\/\/www\.coingecko\.com/));
      expect(link).toHaveAttribute("lang", "en");
    });

    test("does not name CoinGecko where it is none", () => {
      const { container } = renderIn(locale, <Attribution figures={[later, missing]} />);
      expect(screen.queryByRole("link")).toBeNull();
      expect(container).toHaveTextContent(checkedAt("2026-11-22T12:00:00.000Z"));
    });

    test.each([
      ["shipped values", [seed()]],
      ["missing values", [missing]],
      ["no values", []],
    ])("says of %s that nothing was fetched", (_, figures) => {
      const { container } = renderIn(locale, <Attribution figures={figures} />);
      expect(container).toHaveTextContent(prices.neverChecked);
      expect(container.querySelector("time")).toBeNull();
    });
  });

  describe("the legend of marks", () => {
    const legends = [status.legendStale, status.legendSeed, status.legendSample];
    const shown = (figures: Parameters<typeof StatusLegend>[0]["figures"]) => {
      const { container } = renderIn(locale, <StatusLegend figures={figures} />);
      return [...container.querySelectorAll("p")].map((paragraph) => paragraph.textContent);
    };

    test("explains each mark once", () => {
      const stale = fetched({ status: "stale" });
      const sample = fetched({ status: "sample" });
      expect(shown([sample, seed(), stale, stale, fetched()])).toEqual(legends);
    });

    test("explains only the marks that occur", () => {
      expect(shown([fetched(), seed(), missing])).toEqual([status.legendSeed]);
    });

    test("is empty where no mark is needed", () => {
      expect(shown([fetched(), missing])).toEqual([]);
    });

    test.each(["stale", "seed", "sample"] as const)(
      "quotes the mark of %s as it is printed",
      (mark) => {
        const legend = { stale: legends[0], seed: legends[1], sample: legends[2] }[mark];
        expect(legend?.toLowerCase()).toMatch(new RegExp(`^[“„]${status[mark].toLowerCase()}[”“]`));
      },
    );
  });
});
