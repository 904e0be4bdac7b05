/**
 * Loses a lock while it holds it, as a process does that was frozen longer than a lock lives, and
 * says whether it got over it. Time-outs run a hundred times faster, so that the loss is noticed.
 */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createFileStore } from "#lib/data/fileStore.ts";

const later = globalThis.setTimeout;
Object.assign(globalThis, { setTimeout: (run: () => void, ms = 0) => later(run, ms / 100) });

const folder = process.env.DATA_DIR ?? "";
await createFileStore(folder).lock("prices");
await rm(join(folder, "prices.lock"), { recursive: true });
await sleep(1_000);
process.stdout.write("still running");
