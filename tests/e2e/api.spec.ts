import type { APIRequestContext } from "@playwright/test";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { z } from "zod";
import { datasetDocumentSchema } from "../../lib/api/document.ts";
import { problemSchema } from "../../lib/api/respond.ts";
import { datasetIds } from "../../lib/data/datasets.ts";
import { networkIds } from "../../lib/networks.ts";
import { SITE_URL } from "./support/sites.ts";
import { expect, test } from "./support/test.ts";

const LIST = "/api/v1/datasets";
const DESCRIPTION = "/api/v1/openapi.json";

const addressOf = (id: string) => `${LIST}/${id}`;

const descriptionSchema = z.looseObject({
  paths: z.record(
    z.string(),
    z.object({
      get: z
        .looseObject({
          responses: z.record(
            z.string(),
            z.looseObject({
              content: z.record(z.string(), z.object({ schema: z.looseObject({}) })).optional(),
            }),
          ),
        })
        .optional(),
    }),
  ),
});

/** Why an answer does not follow the schema that the API publishes for it; nothing if it does. */
async function faultsOf(
  request: APIRequestContext,
  path: string,
  answer: unknown,
  status = 200,
): Promise<unknown> {
  const { paths } = descriptionSchema.parse(await (await request.get(DESCRIPTION)).json());
  const content = paths[path]?.get?.responses[status]?.content?.["application/json"];
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(content?.schema ?? { not: {} });
  validate(answer);
  return validate.errors;
}

async function documentOf(request: APIRequestContext, id: string) {
  return datasetDocumentSchema.parse(await (await request.get(addressOf(id))).json());
}

/** Every number in a value, however deep, in its order. */
function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return value === null || typeof value !== "object" ? [] : Object.values(value).flatMap(numbersIn);
}

/** A reader of CSV that knows nothing of how ours is written: RFC 4180. */
function parseCsv(text: string): string[][] {
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/y;
  const rows: string[][] = [[]];
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const [, quoted, plain = "", end] = cell.exec(text) ?? [];
    if (end === undefined) throw new Error(`no cell at ${at}: ${text.slice(at, at + 40)}`);
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

test("the list names every dataset, with status, source, time and licence", async ({ request }) => {
  const response = await request.get(LIST);
  const list = await response.json();
  expect(response.status()).toBe(200);
  expect(response.headers()["content-type"]).toBe("application/json; charset=utf-8");
  expect(await faultsOf(request, LIST, list)).toBeNull();
  expect(list.datasets.map(({ id }: { id: string }) => id)).toEqual([...datasetIds]);
  for (const dataset of list.datasets) {
    expect(dataset).toMatchObject({
      status: "sample",
      licence: expect.stringContaining("CC BY 4.0"),
      observedAt: expect.stringMatching(/^20\d\d-/),
      retrievedAt: expect.stringMatching(/^20\d\d-.*Z$/),
    });
    expect(dataset.source.length, dataset.id).toBeGreaterThan(0);
  }
});

for (const id of datasetIds) {
  test.describe(id, () => {
    test("follows its published schema and is a sample throughout", async ({ request }) => {
      const response = await request.get(addressOf(id));
      const document = await response.json();
      expect(response.status()).toBe(200);
      expect(await faultsOf(request, addressOf(id), document)).toBeNull();
      expect(document).toMatchObject({
        id,
        status: "sample",
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        citation: expect.stringContaining(`${SITE_URL}${addressOf(id)}`),
      });
      for (const part of datasetDocumentSchema.parse(document).parts) {
        expect(["sample", "missing"], part.id).toContain(part.status);
        expect(part.value === null, part.id).toBe(part.status === "missing");
        expect(part.source === null, part.id).toBe(part.status === "missing");
      }
    });

    test("has a CSV with the same numbers and a line for the licence", async ({ request }) => {
      const response = await request.get(`${addressOf(id)}.csv`);
      const { parts, licence, citation } = await documentOf(request, id);
      const [[first] = [], head, ...rows] = parseCsv(await response.text());
      expect(response.status()).toBe(200);
      expect(response.headers()["content-type"]).toMatch(/^text\/csv; charset=utf-8/);
      expect(first).toBe(`# ${licence} Cite as: ${citation}`);
      expect(head?.join()).toBe("part,field,value,unit,status,observedAt,retrievedAt,source");
      expect(new Set(rows.map((row) => row.length))).toEqual(new Set([8]));
      const numbers = rows
        .map(([, , value = ""]) => value)
        .filter((value) => value !== "" && !Number.isNaN(Number(value)));
      expect(numbers.map(Number)).toEqual(parts.flatMap(({ value }) => numbersIn(value)));
      expect([...new Set(rows.map(([part]) => part))]).toEqual(
        parts.filter(({ value }) => value === null || numbersIn(value).length).map((one) => one.id),
      );
    });
  });
}

const cached = [LIST, DESCRIPTION, addressOf("prices"), `${addressOf("prices")}.csv`];

for (const path of cached) {
  test(`${path} is sent once: a caller with the tag gets 304`, async ({ request }) => {
    const { etag = "", ...headers } = (await request.get(path)).headers();
    expect(headers["cache-control"]).toBe("public, max-age=300");
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const again = await request.get(path, { headers: { "if-none-match": tag } });
      expect(again.status(), tag).toBe(304);
      expect(await again.text()).toBe("");
      expect(again.headers().etag).toBe(etag);
    }
    const other = await request.get(path, { headers: { "if-none-match": '"other"' } });
    expect(other.status()).toBe(200);
  });

  test(`${path} answers HEAD like GET, without a body`, async ({ request }) => {
    const [get, head] = [await request.get(path), await request.head(path)];
    expect(head.status()).toBe(200);
    expect(await head.text()).toBe("");
    for (const name of ["etag", "content-type", "cache-control", "access-control-allow-origin"]) {
      expect(head.headers()[name], name).toBe(get.headers()[name]);
    }
  });
}

const open = [...cached, "/api/health", "/api/metrics"];

for (const path of open) {
  test(`${path} may be read by any website, errors included`, async ({ request }) => {
    const origin = "https://elsewhere.example";
    const answers = [
      await request.get(path, { headers: { origin } }),
      await request.get(path, { headers: { origin, "if-none-match": "*" } }),
      await request.get(`${path}?unknown=1`, { headers: { origin } }),
      await request.post(path, { headers: { origin } }),
      await request.fetch(path, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "GET" },
      }),
    ];
    for (const answer of answers) {
      expect(answer.headers()["access-control-allow-origin"], `${answer.status()}`).toBe("*");
      expect(answer.headers()["access-control-allow-credentials"]).toBeUndefined();
      expect(answer.headers()["set-cookie"]).toBeUndefined();
    }
    expect(answers.at(-1)?.status()).toBe(204);
    expect(answers.at(-1)?.headers()).toMatchObject({
      allow: "GET, HEAD",
      "access-control-allow-methods": "GET, HEAD",
      "access-control-allow-headers": "if-none-match",
    });
  });

  test(`${path} refuses an unknown parameter by name`, async ({ request }) => {
    const response = await request.get(`${path}?limit=5`);
    expect(response.status()).toBe(400);
    const { error } = problemSchema.parse(await response.json());
    expect(error.status).toBe(400);
    expect(error.message).toContain('"limit"');
  });

  test(`${path} can only be read`, async ({ request }) => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const response = await request.fetch(path, { method });
      expect(response.status(), method).toBe(405);
      expect(response.headers().allow).toBe("GET, HEAD");
      expect(problemSchema.parse(await response.json()).error.status).toBe(405);
    }
  });
}

const unknown = [
  "/api/x",
  "/api/v1",
  "/api/v2/datasets",
  "/api/v1/datasets/nothing",
  "/api/v1/datasets/nothing.csv",
  "/api/v1/datasets/prices.xml",
  "/api/v1/datasets/prices/render",
  "/api/v1/datasets/PRICES",
  "/api/v1/datasets/constructor",
  "/api/v1/datasets/.csv",
  "/api/v1/datasets/%2e%2e%2fprices",
];

for (const path of unknown) {
  test(`${path} is a 404 that programs can read`, async ({ request }) => {
    const response = await request.get(path, { maxRedirects: 0 });
    expect(response.status()).toBe(404);
    expect(response.headers()["content-type"]).toContain("application/json");
    expect(response.headers()["access-control-allow-origin"]).toBe("*");
    expect(response.headers()["cache-control"]).toBe("no-store");
    expect(problemSchema.parse(await response.json()).error.status).toBe(404);
  });
}

test("other methods find nothing at unknown addresses either", async ({ request }) => {
  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
    const response = await request.fetch("/api/x", { method });
    expect(response.status(), method).toBe(404);
    expect(problemSchema.parse(await response.json()).error.status).toBe(404);
  }
});

test("the description is valid OpenAPI 3.1 and names the public address", async ({ request }) => {
  const description = await (await request.get(DESCRIPTION)).json();
  const { valid, errors } = await new Validator().validate(structuredClone(description));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  expect(description.openapi).toMatch(/^3\.1\./);
  expect(description.servers).toEqual([{ url: SITE_URL }]);
});

for (const path of ["/api/health", "/api/health?strict=0", "/api/health?strict=1"]) {
  test(`${path} answers 200 with the age of every dataset`, async ({ request }) => {
    const response = await request.get(path);
    const health = await response.json();
    expect(response.status()).toBe(200);
    expect(response.headers()["cache-control"]).toBe("no-store");
    expect(await faultsOf(request, "/api/health", health)).toBeNull();
    expect(health.status).toBe("ok");
    expect(health.datasets.map(({ id }: { id: string }) => id)).toEqual([...datasetIds]);
    for (const dataset of health.datasets) {
      expect(dataset, dataset.id).toMatchObject({ status: "sample", pastLimit: false });
      expect(dataset.ageSeconds).toBeGreaterThanOrEqual(0);
    }
  });
}

for (const value of ["2", "", "true"]) {
  test(`the health check refuses strict=${value}`, async ({ request }) => {
    const response = await request.get(`/api/health?strict=${value}`);
    expect(response.status()).toBe(400);
    expect(problemSchema.parse(await response.json()).error.message).toContain("0 or 1");
  });
}

test("metrics tell the same as the health check", async ({ request }) => {
  const response = await request.get("/api/metrics");
  const lines = (await response.text()).trimEnd().split("\n");
  const pattern = /^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+\{dataset="[a-z0-9-]+"\} \d+(\.\d+)?)$/;
  expect(response.status()).toBe(200);
  expect(response.headers()["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
  expect(lines.filter((line) => !pattern.test(line))).toEqual([]);
  for (const id of datasetIds) {
    expect(lines).toContain(`depin_guide_dataset_past_limit{dataset="${id}"} 0`);
    expect(lines).toContain(`depin_guide_dataset_live{dataset="${id}"} 0`);
    expect(lines.join("\n")).toContain(`depin_guide_dataset_age_seconds{dataset="${id}"} `);
  }
});

test("nobody can make this site fetch, because it has no secret", async ({ request }) => {
  const response = await request.post("/api/revalidate", {
    headers: { authorization: "Bearer " },
    data: { tags: ["dataset:prices"] },
  });
  expect(response.status()).toBe(404);
  expect(problemSchema.parse(await response.json()).error.message).toContain("REVALIDATE_SECRET");
  const read = await request.get("/api/revalidate");
  expect(read.status()).toBe(405);
  expect(read.headers().allow).toBe("POST");
});

test("the prices in the page are those of the API, with source and time", async ({
  page,
  request,
}) => {
  const { parts } = await documentOf(request, "prices");
  await page.goto("/en");
  for (const network of networkIds) {
    const part = parts.find(({ id }) => id === network);
    const { price } = z.object({ price: z.object({ usd: z.number() }) }).parse(part?.value);
    const row = page.locator(`tr[data-network="${network}"]`).first();
    await expect(row.locator('data[data-dataset="prices"]').first()).toHaveAttribute(
      "value",
      String(price.usd),
    );
    await expect(row.locator("time").first()).toHaveAttribute("datetime", part?.observedAt ?? "");
    await expect(row.locator(`a[href="${part?.source?.url}"]`).first()).toHaveText(
      part?.source?.name ?? "",
    );
  }
});
