import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import {
  formatChange,
  formatDate,
  formatLargeAmount,
  formatNumber,
  formatPrice,
  formatShare,
  formatTime,
} from "#lib/i18n/format.ts";
import { type Locale, locales } from "#lib/i18n/locales.ts";

const NBSP = "\u00a0";
const MINUS = "\u2212";

describe("a price", () => {
  test.each([
    [1234.5, "US$1,234.50", `1.234,50${NBSP}$`],
    [7.4, "US$7.40", `7,40${NBSP}$`],
    [0.5, "US$0.50", `0,50${NBSP}$`],
    [0.123456, "US$0.1235", `0,1235${NBSP}$`],
    [0.00123456, "US$0.001235", `0,001235${NBSP}$`],
  ])("of %d dollars", (amount, en, de) => {
    expect(formatPrice(amount, "usd", "en")).toBe(en);
    expect(formatPrice(amount, "usd", "de")).toBe(de);
  });

  test("in euros", () => {
    expect(formatPrice(1234.5, "eur", "en")).toBe("€1,234.50");
    expect(formatPrice(1234.5, "eur", "de")).toBe(`1.234,50${NBSP}€`);
  });

  test.each(locales)("however small, is never printed as zero (%s)", (locale) => {
    expect(formatPrice(0.0000001, "usd", locale)).toMatch(/[1-9]/);
  });
});

describe("a large amount", () => {
  test.each([
    [950, "US$950", `950${NBSP}$`],
    [999_999, "US$1m", `1${NBSP}Mio.${NBSP}$`],
    [123_456_789, "US$123m", `123${NBSP}Mio.${NBSP}$`],
    [1_234_000_000, "US$1.23bn", `1,23${NBSP}Mrd.${NBSP}$`],
    [1_200_000_000_000, "US$1.2tn", `1,2${NBSP}Bio.${NBSP}$`],
  ])("of %d dollars is shortened", (amount, en, de) => {
    expect(formatLargeAmount(amount, "usd", "en")).toBe(en);
    expect(formatLargeAmount(amount, "usd", "de")).toBe(de);
  });

  test("in euros", () => {
    expect(formatLargeAmount(1_500_000, "eur", "en")).toBe("€1.5m");
    expect(formatLargeAmount(1_500_000, "eur", "de")).toBe(`1,5${NBSP}Mio.${NBSP}€`);
  });
});

describe("a change", () => {
  test.each([
    [1, "+1.0%", `+1,0${NBSP}%`],
    [-1.24, `${MINUS}1.2%`, `${MINUS}1,2${NBSP}%`],
    [1234.56, "+1,234.6%", `+1.234,6${NBSP}%`],
    [0, "0.0%", `0,0${NBSP}%`],
    [-0.04, "0.0%", `0,0${NBSP}%`],
  ])("of %d per cent has its sign, and a real minus", (percent, en, de) => {
    expect(formatChange(percent, "en")).toBe(en);
    expect(formatChange(percent, "de")).toBe(de);
  });
});

describe("a date", () => {
  test.each([
    ["2026", "2026", "2026"],
    ["2026-06", "June 2026", "Juni 2026"],
    ["2026-11-02", "2 November 2026", "2. November 2026"],
    ["2026-11-22T23:30:00.000Z", "22 November 2026", "22. November 2026"],
  ])("%s is as precise as it is known", (iso, en, de) => {
    expect(formatDate(iso, "en")).toBe(en);
    expect(formatDate(iso, "de")).toBe(de);
  });

  test("an instant is printed to the minute with its zone", () => {
    expect(formatTime("2026-11-22T23:30:59.000Z", "en")).toBe("22 Nov 2026, 23:30 UTC");
    expect(formatTime("2026-11-02T09:05:00.000Z", "de")).toBe("02.11.2026, 09:05 UTC");
  });

  test("a time of which only the day or month is known claims no more", () => {
    expect(formatTime("2026-11-02", "en")).toBe("2 November 2026");
    expect(formatTime("2026-06", "de")).toBe("Juni 2026");
  });
});

describe("the zone of the process changes nothing", () => {
  const instant = "2026-12-31T23:30:00.000Z";
  const expected = (locale: Locale) => [
    formatDate("2026-06-01", locale),
    formatDate("2026-06", locale),
    formatDate(instant, locale),
    formatTime(instant, locale),
  ];

  test.each([
    ["Asia/Tokyo", -540],
    ["America/Los_Angeles", 480],
  ])("%s", (zone, offsetMinutes) => {
    expect(printedIn(zone)).toEqual({
      offsetMinutes,
      dates: locales.map((locale) => expected(locale)),
    });
    expect(expected("en").at(-1)).toBe("31 Dec 2026, 23:30 UTC");
  });

  /** The same dates, formatted by another process in that zone. */
  function printedIn(zone: string): unknown {
    const module = new URL("../../../lib/i18n/format.ts", import.meta.url).href;
    const code = `
      import { formatDate, formatTime } from ${JSON.stringify(module)};
      const instant = ${JSON.stringify(instant)};
      console.log(JSON.stringify({
        offsetMinutes: new Date(instant).getTimezoneOffset(),
        dates: ${JSON.stringify(locales)}.map((locale) => [
          formatDate("2026-06-01", locale),
          formatDate("2026-06", locale),
          formatDate(instant, locale),
          formatTime(instant, locale),
        ]),
      }));`;
    const output = execFileSync(process.execPath, ["--input-type=module", "--eval", code], {
      env: { ...process.env, TZ: zone },
      encoding: "utf8",
    });
    return JSON.parse(output);
  }
});

describe("a number without a unit", () => {
  test.each([
    [0, "0", "0"],
    [120, "120", "120"],
    [13.2, "13.20", "13,20"],
    [-0.887123, "\u22120.8871", "\u22120,8871"],
    [295868912.49, "295,868,912", "295.868.912"],
  ])("%d", (value, en, de) => {
    expect(formatNumber(value, "en")).toBe(en);
    expect(formatNumber(value, "de")).toBe(de);
  });
});

test("a share is printed in per cent", () => {
  expect(formatShare(0.4858, "en")).toBe("48.6%");
  expect(formatShare(-0.077, "de")).toBe("\u22127,7\u00a0%");
});
