import { z } from "zod";
import type { Dataset } from "../data/dataset.ts";
import { datasetDocumentSchema, datasetSummarySchema } from "./document.ts";
import { healthSchema } from "./health.ts";
import { problemSchema } from "./respond.ts";
import { revalidateAnswerSchema, revalidateRequestSchema } from "./revalidate.ts";

const json = (schema: z.ZodType) => ({
  "application/json": { schema: jsonSchema(schema) },
});

/** OpenAPI 3.1 takes JSON Schema as it is; the dialect's own mark belongs to the document. */
function jsonSchema(schema: z.ZodType) {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: "draft-2020-12" });
  return rest;
}

const found = (description: string, content: object) => ({ description, content });
const failed = (description: string) => ({ description, content: json(problemSchema) });
const unchanged = { description: "The caller's copy (If-None-Match) is current." };

/** The values of a dataset's parts, added to what all datasets have in common. */
function documentOf({ value }: Dataset<string, unknown>) {
  const [part] = [datasetDocumentSchema.shape.parts.element];
  return datasetDocumentSchema.extend({
    parts: z.array(part.extend({ value: value.nullable() })),
  });
}

/** The description of the API, generated from the schemas that its answers are made with. */
export function openApi(datasets: readonly Dataset<string, unknown>[], siteUrl: string) {
  const onePath = (dataset: Dataset<string, unknown>) => [
    [`/api/v1/datasets/${dataset.id}`, datasetOperation(dataset)],
    [`/api/v1/datasets/${dataset.id}.csv`, csvOperation(dataset)],
  ];
  return {
    openapi: "3.1.0",
    info: {
      title: "AI + DePIN guide: data",
      version: "1",
      description:
        "The figures of the guide with their provenance. Every value tells its source, when it was observed and retrieved, and whether it is live, stale, seed, sample or missing.",
      license: { name: "CC BY 4.0", url: "https://creativecommons.org/licenses/by/4.0/" },
    },
    servers: [{ url: siteUrl }],
    paths: {
      "/api/v1/datasets": { get: listOperation },
      ...Object.fromEntries(datasets.flatMap(onePath)),
      "/api/v1/openapi.json": { get: describeOperation },
      "/api/health": { get: healthOperation },
      "/api/metrics": { get: metricsOperation },
      "/api/revalidate": { post: revalidateOperation },
    },
    components: { securitySchemes: { bearer: { type: "http", scheme: "bearer" } } },
  };
}

const listOperation = {
  operationId: "listDatasets",
  summary: "All datasets, a line each",
  responses: {
    200: found("The list.", json(z.object({ datasets: z.array(datasetSummarySchema) }))),
    304: unchanged,
    400: failed("An unknown query parameter."),
  },
};

const operationName = (id: string) => id.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

function datasetOperation(dataset: Dataset<string, unknown>) {
  return {
    get: {
      operationId: `get_${operationName(dataset.id)}`,
      summary: dataset.title,
      responses: {
        200: found("The dataset with its provenance.", json(documentOf(dataset))),
        304: unchanged,
        400: failed("An unknown query parameter."),
      },
    },
  };
}

function csvOperation(dataset: Dataset<string, unknown>) {
  return {
    get: {
      operationId: `csv_${operationName(dataset.id)}`,
      summary: `${dataset.title}, as CSV with a line for licence and citation`,
      responses: {
        200: found("A row for every number.", { "text/csv": { schema: { type: "string" } } }),
        304: unchanged,
        400: failed("An unknown query parameter."),
      },
    },
  };
}

const describeOperation = {
  operationId: "describe",
  summary: "This description",
  responses: { 200: found("OpenAPI 3.1.", { "application/json": { schema: { type: "object" } } }) },
};

const healthOperation = {
  operationId: "health",
  summary: "Whether pages are served, and how old every dataset is",
  parameters: [
    {
      name: "strict",
      in: "query",
      schema: { enum: ["0", "1"] },
      description: "1: 503 when a dataset is past its age limit",
    },
  ],
  responses: {
    200: found("Pages are served.", json(healthSchema)),
    400: failed("An unknown query parameter or value."),
    503: found("Only with strict=1: a dataset is past its age limit.", json(healthSchema)),
  },
};

const metricsOperation = {
  operationId: "metrics",
  summary: "The same for Prometheus",
  responses: { 200: found("Text format.", { "text/plain": { schema: { type: "string" } } }) },
};

const revalidateOperation = {
  operationId: "revalidate",
  summary: "Fetches datasets now and regenerates the pages that show them",
  security: [{ bearer: [] }],
  requestBody: { required: true, content: json(revalidateRequestSchema) },
  responses: {
    200: found("What came of each dataset.", json(revalidateAnswerSchema)),
    204: { description: "With step=mark: the pages are marked as old, nothing was fetched." },
    400: failed("The body is not understood."),
    401: failed("The bearer secret is missing or wrong."),
    404: failed("An unknown dataset, or no secret is set on this server."),
  },
};
