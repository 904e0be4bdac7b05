import { writeFileSync } from "node:fs";
import { test } from "./support/test.ts";

test("dump", async ({ request }) => {
  for (const path of [
    "/api/v1/datasets",
    "/api/v1/openapi.json",
    "/api/health",
    "/api/health?strict=1",
    "/api/health?strict=2",
    "/api/metrics",
    "/api/v1/datasets/prices",
    "/api/v1/datasets/prices.csv",
    "/api/v1/datasets/gpu-prices",
    "/api/v1/datasets/gpu-prices.csv",
    "/api/v1/datasets/history-render.csv",
    "/api",
    "/api/x",
    "/api/v1",
    "/en",
    "/api/v1/datasets/x",
    "/api/v1/datasets/prices/",
    "/api/v1/datasets/prices.csv.csv",
  ]) {
    const r = await request.get(path, { maxRedirects: 0 });
    writeFileSync(
      `/tmp/h9/${path.replace(/\W/g, "_")}`,
      `${r.status()}\n${JSON.stringify(r.headers(), null, 1)}\n${await r.text()}`,
    );
  }
  for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"])
    for (const path of [
      "/api/v1/datasets",
      "/api/health",
      "/api/revalidate",
      "/api/x",
      "/api/metrics",
    ]) {
      const r = await request.fetch(path, { method });
      writeFileSync(
        `/tmp/h9/${method}${path.replace(/\W/g, "_")}`,
        `${r.status()}\n${JSON.stringify(r.headers(), null, 1)}\n${await r.text()}`,
      );
    }
});
