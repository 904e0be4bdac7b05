import { fetchDatasets } from "../lib/api/refresh.ts";
import { revalidateAnswerSchema } from "../lib/api/revalidate.ts";
import { listDatasets } from "../lib/server/dataRuntime.ts";
import { getEnv } from "../lib/server/env.ts";
import { exitWith } from "./run.ts";

/**
 * Fetches every dataset now: through a running server, so that its pages change at once, else into
 * the store only.
 */
await exitWith(async () => {
  const ids = listDatasets().map(({ id }) => id);
  const throughServer = await serverAnswers();
  console.log(
    throughServer
      ? `Through the server at ${origin()}: pages are regenerated.`
      : "No server with this REVALIDATE_SECRET answers: the store only; pages follow in their time.",
  );
  const outcomes = throughServer ? await askServer() : await Promise.all(ids.map(fetchOne));
  if (throughServer) outcomes.forEach(print);
  return outcomes.every((outcome) => outcome?.status === "missing") ? 1 : 0;
});

type Outcome = Awaited<ReturnType<typeof fetchDatasets>>[number];

/** Into the store, told as soon as it is there. */
async function fetchOne(id: string): Promise<Outcome | undefined> {
  const [outcome] = await fetchDatasets([id]);
  print(outcome);
  return outcome;
}

function print(outcome: Outcome | undefined): void {
  if (!outcome) return;
  const reasons = outcome.failures.map(
    ({ source, part, reason }) => `${source}${part ? ` ${part}` : ""}: ${reason}`,
  );
  const why = reasons.length > 0 ? ` (${reasons.join("; ")})` : "";
  console.log(`${outcome.id}: ${outcome.status}${why}`);
}

function origin(): string {
  return `http://127.0.0.1:${getEnv().PORT}`;
}

function post(tag: string): Promise<Response> {
  return fetch(`${origin()}/api/revalidate`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${getEnv().REVALIDATE_SECRET ?? ""}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({ tags: [tag] }),
  });
}

/** Asks for a dataset that cannot exist: only a server that takes our secret answers 404 by name. */
async function serverAnswers(): Promise<boolean> {
  if (!getEnv().REVALIDATE_SECRET) return false;
  const response = await post("dataset:0").catch(() => null);
  return response?.status === 404 && (await response.text()).includes('dataset \\"0\\"');
}

/** One order for all: each has every page that shows data looked at. */
async function askServer() {
  const response = await post("dataset:*");
  if (!response.ok)
    throw new Error(`The server answers ${response.status}: ${await response.text()}`);
  return revalidateAnswerSchema.parse(await response.json()).datasets;
}
