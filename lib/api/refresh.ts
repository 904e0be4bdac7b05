import { readSnapshot, refreshDataset } from "../data/load.ts";
import { findDataset, getData } from "../server/dataRuntime.ts";
import { listDataPages, ownOrigin, requestPages } from "../server/pageRequests.ts";
import { summarise } from "./document.ts";
import type { RevalidateAnswer } from "./revalidate.ts";

type Outcome = RevalidateAnswer["datasets"][number];

/** Fetches datasets however fresh they are; a failed fetch keeps the old values and says why. */
export function fetchDatasets(ids: readonly string[]): Promise<Outcome[]> {
  const { runtime } = getData();
  const datasets = ids.flatMap((id) => findDataset(id) ?? []);
  return Promise.all(
    datasets.map(async (dataset) => {
      const state = await refreshDataset(dataset, runtime);
      const { status, retrievedAt } = summarise(dataset, state);
      const failures = (await readSnapshot(dataset.id, runtime))?.round.failures ?? [];
      return { id: dataset.id, status, retrievedAt, failures };
    }),
  );
}

/**
 * Has the tags marked and waits until the pages are new.
 *
 * @returns how many pages were asked for
 */
export async function regeneratePages(ids: readonly string[], secret: string): Promise<number> {
  await fetch(new URL("/api/revalidate", ownOrigin()), {
    method: "POST",
    headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
    body: JSON.stringify({ tags: ids.map((id) => `dataset:${id}`), step: "mark" }),
  });
  const pages = listDataPages();
  await requestPages(pages, true);
  return pages.length;
}
