import { describe, expect, test } from "vitest";
import { toCsv } from "#lib/api/csv.ts";
import { type DatasetDocument, describeDataset } from "#lib/api/document.ts";
import { alpha, dataset, fetched, missing, SITE, snapshotWith, stateOf } from "./support.ts";

const described = describeDataset(dataset, stateOf(), snapshotWith(), SITE);

type Part = DatasetDocument["parts"][number];

/** A document of one part. */
function documentWith(changes: Partial<Part>): DatasetDocument {
  const [part] = described.parts;
  return { ...described, parts: part ? [{ ...part, ...changes }] : [] };
}

/** Lines below licence and head. */
function rowsOf(document: DatasetDocument): string[] {
  return toCsv(document).split("\r\n").slice(2, -1);
}

const valueCell = (value: unknown) => rowsOf(documentWith({ value }))[0]?.split(",GPU,live,")[0];

describe("the file as a whole", () => {
  test("begins with one cell that names licence and citation", () => {
    const [first] = toCsv(described).split("\r\n");
    expect(first).toBe(
      `"# ${described.licence} Cite as: ${described.citation.replaceAll('"', '""')}"`,
    );
    expect(first).toContain("CC BY 4.0");
    expect(first).toContain(`${SITE}/api/v1/datasets/machines`);
  });

  test("names its columns", () => {
    expect(toCsv(described).split("\r\n")[1]).toBe(
      "part,field,value,unit,status,observedAt,retrievedAt,source",
    );
  });

  test("ends every line with CR and LF, also the last", () => {
    const csv = toCsv(described);
    expect(csv.endsWith("\r\n")).toBe(true);
    expect(csv.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(csv.match(/\r\n/g)).toHaveLength(2 + dataset.parts.length);
  });

  test("has provenance on every row", () => {
    expect(rowsOf(described)).toContain(
      "rented,,120,GPU,live,2026-11-22T12:00:00.000Z,2026-11-22T12:00:00.000Z,Alpha",
    );
  });
});

describe("values", () => {
  test("of an object have a row each, with their path", () => {
    const value = { price: { usd: 1.5, eur: 1.4 }, week: [1, 2] };
    const fields = rowsOf(documentWith({ value })).map((row) => row.split(",").slice(0, 3));
    expect(fields).toEqual([
      ["rented", "price.usd", "1.5"],
      ["rented", "price.eur", "1.4"],
      ["rented", "week.0", "1"],
      ["rented", "week.1", "2"],
    ]);
  });

  test("of a list of objects keep the place in the list", () => {
    const value = [{ day: "2026-11-20", usd: 1 }];
    expect(rowsOf(documentWith({ value }))).toEqual([
      expect.stringMatching(/^rented,0\.day,2026-11-20,/),
      expect.stringMatching(/^rented,0\.usd,1,/),
    ]);
  });

  test("that a source does not tell are empty cells", () => {
    expect(valueCell({ eur: null })).toBe("rented,eur,");
    expect(valueCell({ eur: undefined })).toBe("rented,eur,");
  });

  test("of 0 and false are printed as such", () => {
    expect(valueCell(0)).toBe("rented,,0");
    expect(valueCell(false)).toBe("rented,,false");
  });

  test("of a missing part are an empty cell, never 0", () => {
    const document = describeDataset(dataset, stateOf({ rented: missing }), null, SITE);
    expect(rowsOf(document)[0]).toBe("rented,,,GPU,missing,,,");
  });
});

describe("cells", () => {
  test.each([
    ["a comma", "Berlin, Mitte", '"Berlin, Mitte"'],
    ["a quote", 'the "big" one', '"the ""big"" one"'],
    ["a line feed", "two\nlines", '"two\nlines"'],
    ["a carriage return", "two\rlines", '"two\rlines"'],
    ["all of them", 'a,"b"\r\nc', '"a,""b""\r\nc"'],
  ])("with %s are quoted", (_, text, cell) => {
    expect(toCsv(documentWith({ value: text }))).toContain(`rented,,${cell},GPU,`);
  });

  test("without any of these are not", () => {
    expect(valueCell("Berlin Mitte; it's 5 o'clock")).toBe("rented,,Berlin Mitte; it's 5 o'clock");
  });

  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "=1,2"])("with the text %s are no formula", (text) => {
    expect(toCsv(documentWith({ value: text }))).toMatch(/rented,,"?'[=+@-]/);
  });

  test("in every column are kept from being formulas", () => {
    const source = { ...alpha, name: "=cmd" };
    const csv = toCsv(documentWith({ id: "+part", unit: "@unit", value: { "-key": 1 }, source }));
    expect(csv).toContain("'+part,'-key,1,'@unit,live,");
    expect(csv).toContain(",'=cmd\r\n");
  });

  test.each([-0.05, -12, 1e-7, 1e21])("with the number %s keep it a number", (value) => {
    expect(valueCell(value)).toBe(`rented,,${value}`);
  });

  test("with a sign within the text stay as they are", () => {
    expect(valueCell("a=b+c")).toBe("rented,,a=b+c");
  });
});

test("the status of each part is its own", () => {
  const state = stateOf({ total: fetched({ status: "stale" }), price: missing });
  const statuses = rowsOf(describeDataset(dataset, state, null, SITE)).map(
    (row) => row.split(",")[4],
  );
  expect(statuses).toEqual(["live", "stale", "missing"]);
});
