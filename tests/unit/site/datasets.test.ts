import { describe, expect, test } from "vitest";
import units from "#content/units.json" with { type: "json" };
import { getDatasetWords } from "#lib/content/datasets.ts";
import type { Dataset } from "#lib/data/dataset.ts";
import { createDatasets, datasetIds } from "#lib/data/datasets.ts";
import { locales } from "#lib/i18n/locales.ts";

const datasets: Record<string, Dataset<string, unknown>> = createDatasets({ coingecko: undefined });

describe.each(datasetIds)("%s", (id) => {
  test("is kept under its own id", () => {
    expect(datasets[id]?.id).toBe(id);
  });

  test.each(locales)("has a title, an explanation and a name for every part (%s)", (locale) => {
    const words = getDatasetWords(id, locale);
    expect(words.title).not.toContain("{");
    expect(words.about.length).toBeGreaterThan(100);
    for (const part of datasets[id]?.parts ?? []) {
      expect(words.partName(part), part).not.toBe(part);
    }
  });

  test("has a unit in both languages for every part", () => {
    for (const part of datasets[id]?.parts ?? []) {
      expect(Object.keys(units)).toContain(datasets[id]?.unit(part));
    }
  });
});
