/** Loads the prices once, as a server process does, and prints what each network's figure is. */
import { loadDataset } from "#lib/data/load.ts";
import { getData } from "#lib/server/dataRuntime.ts";

const { datasets, runtime } = getData();
const { figures } = await loadDataset(datasets.prices, runtime);
const statuses = Object.entries(figures).map(([network, { status }]) => [network, status]);
process.stdout.write(JSON.stringify(Object.fromEntries(statuses)));
