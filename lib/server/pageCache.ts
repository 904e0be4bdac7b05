import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";
import { defaultLocale, isLocale } from "../i18n/locales.ts";
import { isNotFoundPage, NOT_FOUND_SEGMENT, readBuildAddresses } from "./buildAddresses.ts";
import { contentSecurityPolicy } from "./contentSecurityPolicy.ts";

// Node loads this file itself, unbundled, and would wrap the default of a CommonJS module once more.
const {
  default: FileSystemCache,
}: typeof import("next/dist/server/lib/incremental-cache/file-system-cache.js") = createRequire(
  import.meta.url,
)("next/dist/server/lib/incremental-cache/file-system-cache.js");

type FileSystemCache = InstanceType<typeof FileSystemCache>;
type Context = ConstructorParameters<typeof FileSystemCache>[0];
type GetContext = Parameters<FileSystemCache["get"]>[1];
type SetArguments = Parameters<FileSystemCache["set"]>;
type Entry = NonNullable<Awaited<ReturnType<FileSystemCache["get"]>>>;
type AppPage = Extract<NonNullable<Entry["value"]>, { kind: "APP_PAGE" }>;

/** A 404 may be kept by a cache in front for this long, so that a new page appears soon. */
const NOT_FOUND_SECONDS = 60;

const metaSchema = z.object({ routeCache: z.object({ key: z.string() }) });

/**
 * Next's file cache with what static pages cannot get otherwise: a content security policy that
 * hashes the inline scripts of the very page it goes out with, and a real 404.
 *
 * An address that the build did not generate is answered with the prerendered 404 page of its
 * language, and nothing is stored for it: neither disk nor memory grows with what bots invent.
 */
export default class PageCache extends FileSystemCache {
  readonly #appDir: string;
  /** `undefined` in development and while building, when the list does not exist yet. */
  readonly #addresses: Set<string> | undefined;
  readonly #policies = new WeakMap<AppPage, string>();

  constructor(context: Context) {
    super(context);
    const { dev, serverDistDir } = context;
    this.#appDir = join(serverDistDir, "app");
    const building = process.env.NEXT_PHASE === "phase-production-build";
    if (!dev && !building) {
      const addresses = readBuildAddresses(dirname(serverDistDir)).map(({ path }) => path);
      this.#addresses = new Set(addresses.filter((path) => !isNotFoundPage(path)));
    }
  }

  override async get(key: string, context: GetContext): Promise<Entry | null> {
    if (this.#isUnknown(key)) return this.#notFound(key, context);
    const entry = await super.get(key, context);
    return entry && this.#withPolicy(entry);
  }

  override async set(...[key, data, context]: SetArguments): Promise<void> {
    if (!this.#isUnknown(key)) await super.set(key, data, context);
  }

  #isUnknown(key: string): boolean {
    const path = pagePath(key);
    return path !== undefined && this.#addresses?.has(path) === false;
  }

  async #notFound(key: string, context: GetContext): Promise<Entry | null> {
    const language = pagePath(key)?.split("/")[1];
    const locale = isLocale(language) ? language : defaultLocale;
    const entry = await super.get(this.#notFoundKey(locale), context);
    if (entry?.value?.kind !== "APP_PAGE") return null;
    const { lastModified: _, ...page } = this.#withPolicy(entry);
    return {
      ...page,
      lastModified: Date.now(),
      value: { ...(page.value as AppPage), status: 404 },
      cacheControl: { revalidate: NOT_FOUND_SECONDS, expire: NOT_FOUND_SECONDS },
    };
  }

  /** The build wrote down under which key it keeps the page. */
  #notFoundKey(locale: string): string {
    const file = join(this.#appDir, locale, `${NOT_FOUND_SEGMENT}.meta`);
    return metaSchema.parse(JSON.parse(readFileSync(file, "utf8"))).routeCache.key;
  }

  #withPolicy(entry: Entry): Entry {
    const page = entry.value;
    if (page?.kind !== "APP_PAGE") return entry;
    const policy = this.#policies.get(page) ?? contentSecurityPolicy(page.html);
    this.#policies.set(page, policy);
    const headers = { ...page.headers, "content-security-policy": policy };
    return { ...entry, value: { ...page, headers } };
  }
}

/**
 * The path in a cache key such as `/route-cache/APP_PAGE/HASH/$/en/faq`, or `undefined` for keys
 * of something else than a page or a route.
 */
function pagePath(key: string): string | undefined {
  return /^\/route-cache\/APP_(?:PAGE|ROUTE)\/[^/]+\/\$(\/.*)$/.exec(key)?.[1];
}
