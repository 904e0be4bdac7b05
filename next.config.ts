import createMDX from "@next/mdx";
import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";
import { readChapterSlugs } from "./lib/content/files.ts";
import { remarkPlugins } from "./lib/content/mdx/options.ts";
import { datasetIds } from "./lib/data/datasets.ts";
import { createRoutes, rewrites, sameInAll } from "./lib/i18n/routes.ts";
import { getEnv } from "./lib/server/env.ts";
import { securityHeaders } from "./lib/server/securityHeaders.ts";

const env = getEnv();
const routes = createRoutes({
  chapter: readChapterSlugs(),
  dataset: sameInAll(datasetIds),
});

const config: NextConfig = {
  distDir: env.BUILD_DIR,
  cacheComponents: true,
  partialPrefetching: true,
  cacheHandler: new URL("./lib/server/pageCache.ts", import.meta.url).pathname,
  // `npm test` checks types. A build would also check what older builds left in other folders; the
  // second tsconfig is there for Next to write their names into.
  typescript: { tsconfigPath: "tsconfig.build.json", ignoreBuildErrors: true },
  poweredByHeader: false,
  pageExtensions: ["ts", "tsx"],
  serverExternalPackages: ["proper-lockfile", "write-file-atomic", "unstorage"],
  headers: async () => [{ source: "/:path*", headers: securityHeaders(env.SITE_URL) }],
  redirects: async () => routes.redirects(),
  rewrites: async () => rewrites(),
};

const withMdx = createMDX({ options: { remarkPlugins } });
const withIntl = createNextIntlPlugin("./lib/i18n/request.ts");

export default withIntl(withMdx(config));
