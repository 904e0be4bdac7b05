import { startUpstream } from "../../upstream/server.ts";
import { buildSite, startSite } from "./site.ts";
import { livingSite, mainSite } from "./sites.ts";

/** A port at which nobody listens: every source is down. */
const NOBODY = "http://127.0.0.1:9";

/** Builds both sites once and serves the main one for all tests. */
export default async function globalSetup() {
  const upstream = await startUpstream();
  await buildSite({ ...mainSite, UPSTREAM_GATEWAY: upstream.url });
  await buildSite({ ...livingSite, UPSTREAM_GATEWAY: NOBODY });
  const site = await startSite({ ...mainSite, UPSTREAM_GATEWAY: upstream.url });
  process.env.E2E_ORIGIN = site.origin;
  process.env.E2E_UPSTREAM = upstream.url;
  return async () => {
    await site.stop();
    await upstream.close();
  };
}
