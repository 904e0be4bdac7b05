/** Writes snapshots to DATA_DIR until it is killed. They are large, so that a write takes a while. */

import { createFileStore } from "#lib/data/fileStore.ts";
import { createSnapshot, type StoredPart } from "#lib/data/snapshot.ts";

const store = createFileStore(process.env.DATA_DIR ?? "");
const part: StoredPart = {
  value: "x".repeat(500_000),
  observedAt: "2026-11-22",
  retrievedAt: "2026-11-22T06:00:00Z",
  source: { id: "s", name: "S", url: "https://s.example" },
  sample: false,
};
for (let count = 0; ; count += 1) {
  const round = { finishedAt: "2026-11-22T06:00:00Z", failures: [] };
  await store.write(createSnapshot("prices", { [`part-${count}`]: part }, round));
  if (count === 0) process.stdout.write("first snapshot written");
}
