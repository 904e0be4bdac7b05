import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { createStorage } from "unstorage";
import redisDriver from "unstorage/drivers/redis";
import { createSnapshotStore, LOCK_STALE_MS, type Release, type SnapshotStore } from "./store.ts";

/** Every key of this site, so that it can share a server with others. */
const PREFIX = "depin-guide";

/**
 * A dead server is noticed at once and does not hold up a page: commands fail instead of waiting
 * for it to come back, and the connection is tried again on the side.
 */
const CONNECTION = {
  connectTimeout: 2_000,
  commandTimeout: 2_000,
  maxRetriesPerRequest: 1,
  enableReadyCheck: true,
} as const;

/** Deletes the lock only if it is still ours. */
const RELEASE = `if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("del", KEYS[1]) end`;

/** The shared store of several instances: Redis or Valkey. */
export function createRedisStore(url: string): SnapshotStore {
  const driver = redisDriver({ url, base: PREFIX, ...CONNECTION });
  const client = driver.getInstance?.();
  if (!(client instanceof Redis)) throw new Error("unstorage gives no Redis client");
  client.on("error", (error) => console.error(`Snapshot store: Redis: ${error.message}`));
  return createSnapshotStore(createStorage({ driver }), (dataset) => lock(client, dataset));
}

async function lock(client: Redis, dataset: string): Promise<Release | null> {
  const key = `${PREFIX}:lock:${dataset}`;
  const token = randomUUID();
  const taken = await client.set(key, token, "PX", LOCK_STALE_MS, "NX");
  if (taken !== "OK") return null;
  return async () => void (await client.eval(RELEASE, 1, key, token));
}
