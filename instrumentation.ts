/** Next calls this once when a server starts, and waits for it: so it only starts a timer. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NODE_ENV !== "production") return;
  const { startRefresher } = await import("#lib/server/refresher.ts");
  startRefresher();
}
