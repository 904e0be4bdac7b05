import { startUpstream } from "../tests/upstream/server.ts";

/** The recorded upstream alone, to be named in UPSTREAM_GATEWAY. */
const { url } = await startUpstream(Number(process.env.UPSTREAM_PORT || 4010));
console.log(`Recorded upstream: UPSTREAM_GATEWAY=${url}`);
