import { startUpstream } from "../tests/upstream/server.ts";
import { exitWith, run } from "./run.ts";

/** The whole site on the recorded upstream. Nothing of it mixes with a real build or real data. */
await exitWith(async () => {
  const upstream = await startUpstream(Number(process.env.UPSTREAM_PORT || 4010));
  const env = {
    UPSTREAM_GATEWAY: upstream.url,
    SAMPLE_DATA: "1",
    BUILD_DIR: ".next-demo",
    DATA_DIR: ".data-demo",
  };
  const built = await run([process.execPath, "scripts/build.ts"], env);
  const code = built || (await run([process.execPath, "scripts/serve.ts"], env));
  await upstream.close();
  return code;
});
