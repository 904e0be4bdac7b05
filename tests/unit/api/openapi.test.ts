import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { openApi } from "#lib/api/openapi.ts";
import type { Dataset } from "#lib/data/dataset.ts";
import { createDatasets, datasetIds } from "#lib/data/datasets.ts";
import { SITE } from "./support.ts";

const datasets = Object.values<Dataset<string, unknown>>(createDatasets({ coingecko: undefined }));

const operationSchema = z.looseObject({
  operationId: z.string(),
  summary: z.string(),
  requestBody: z.looseObject({ content: z.record(z.string(), z.unknown()) }).optional(),
  responses: z.record(z.string(), z.looseObject({ description: z.string() })),
});

const documentSchema = z.looseObject({
  openapi: z.string(),
  servers: z.array(z.object({ url: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
});

/** As it is sent. */
const text = JSON.stringify(openApi(datasets, SITE));
const document = documentSchema.parse(JSON.parse(text));
const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));

/** Every `schema` in the document, with the place it stands at. */
function schemasIn(value: unknown, place = "#"): [place: string, schema: object][] {
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === "schema"
      ? [[`${place}/schema`, item] as [string, object]]
      : schemasIn(item, `${place}/${key}`),
  );
}

function compiler(): Ajv2020 {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  addFormats.default(ajv);
  return ajv;
}

test("is a valid OpenAPI 3.1 document", async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(JSON.parse(text));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  expect(validator.version).toBe("3.1");
});

test("names the server", () => {
  expect(document.servers).toEqual([{ url: SITE }]);
});

test.each(datasetIds)("has addresses of %s as JSON and as CSV", (id) => {
  expect(document.paths[`/api/v1/datasets/${id}`]?.get?.responses[200]).toHaveProperty(
    ["content", "application/json", "schema"],
    expect.objectContaining({ type: "object" }),
  );
  expect(document.paths[`/api/v1/datasets/${id}.csv`]?.get?.responses[200]).toHaveProperty([
    "content",
    "text/csv",
  ]);
});

test.each([
  ["/api/v1/datasets", "get"],
  ["/api/v1/openapi.json", "get"],
  ["/api/health", "get"],
  ["/api/metrics", "get"],
  ["/api/revalidate", "post"],
])("describes %s", (path, method) => {
  expect(document.paths[path]).toHaveProperty(method);
});

test("names every operation once", () => {
  const names = operations.map(({ operationId }) => operationId);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !/^[a-zA-Z_]+$/.test(name))).toEqual([]);
});

test("says something about every operation and answer", () => {
  const words = operations.flatMap(({ summary, responses }) => [
    summary,
    ...Object.values(responses).map(({ description }) => description),
  ]);
  expect(words.filter((word) => word.trim() === "")).toEqual([]);
});

test("leaves the dialect of its schemas to the document", () => {
  expect(text).not.toContain('"$schema"');
});

describe("its schemas", () => {
  const found = schemasIn(document.paths);

  test("are there for all answers in JSON", () => {
    expect(found.length).toBeGreaterThan(2 * datasetIds.length);
  });

  test("compile as JSON Schema 2020-12", () => {
    for (const [place, schema] of found) {
      expect(() => compiler().compile(schema), place).not.toThrow();
    }
  });

  test("of datasets allow what is missing and refuse another kind of value", () => {
    const [, schema = {}] =
      schemasIn(document.paths["/api/v1/datasets/akash"]?.get?.responses[200])[0] ?? [];
    const validate = compiler().compile(schema);
    const part = {
      id: "staked",
      unit: "AKT",
      status: "missing",
      value: null,
      observedAt: null,
      retrievedAt: null,
      source: null,
    };
    const answer = (changes: object) => ({
      id: "akash",
      title: "Akash",
      unit: "AKT",
      status: "missing",
      observedAt: null,
      retrievedAt: null,
      source: [],
      licence: "CC BY 4.0",
      sha256: null,
      citation: "Akash",
      parts: [{ ...part, ...changes }],
      derived: [],
    });
    expect(validate(answer({})), JSON.stringify(validate.errors)).toBe(true);
    expect(validate(answer({ value: 88_000_000, status: "live" }))).toBe(true);
    expect(validate(answer({ value: "88000000" }))).toBe(false);
    expect(validate(answer({ status: "fine" }))).toBe(false);
    expect(validate(answer({ observedAt: "yesterday" }))).toBe(false);
  });
});
