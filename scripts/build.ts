import { loadDataset } from "../lib/data/load.ts";
import { getData, listDatasets } from "../lib/server/dataRuntime.ts";
import { getEnv } from "../lib/server/env.ts";
import { writeBuildRecord } from "./buildRecord.ts";
import { exitWith, next, run } from "./run.ts";

/**
 * The production build. All data is fetched once, before: the build's workers only read the store,
 * so that no number of pages and no dead source changes how often anyone is asked.
 */
await exitWith(async () => {
  const env = getEnv();
  const { runtime } = getData();
  const states = await Promise.all(listDatasets().map((one) => loadDataset(one, runtime)));
  for (const { id, figures } of states) {
    const counts = Object.groupBy(Object.values(figures), ({ status }) => status);
    const summary = Object.entries(counts).map(([status, list]) => `${list?.length} ${status}`);
    console.log(`Data: ${id}: ${summary.join(", ")}`);
  }
  const code = await run([...next, "build"]);
  if (code === 0) writeBuildRecord(env);
  return code;
});
