import type { MetadataRoute } from "next";
import { absolute } from "#lib/seo/metadata.ts";

/** Everything may be read, also by machines; a 404 says itself that it is none. */
export default function robots(): MetadataRoute.Robots {
  return { rules: { userAgent: "*", allow: "/" }, sitemap: absolute("/sitemap.xml") };
}
