/**
 * One attempt at a public node. They answer within a second or not at all, and three of them in a
 * row must leave time for the rest of a round (40 s).
 */
export const NODE_TIMEOUT_MS = 5_000;

/**
 * The first good answer of hosts that all tell the same, asked one after another.
 *
 * @throws with the reason of every host when none is of use
 */
export async function firstAnswer<T>(
  hosts: readonly string[],
  ask: (host: string) => Promise<T>,
): Promise<T> {
  const reasons: string[] = [];
  for (const host of hosts) {
    try {
      return await ask(host);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      // The outbound client names the host already; a schema does not know it.
      reasons.push(reason.startsWith(host) ? reason : `${host}: ${reason}`);
    }
  }
  throw new Error(reasons.join("; "));
}
