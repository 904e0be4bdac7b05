import type { MetadataRoute } from "next";
import { allPages, lastReviewed, pathOf } from "#lib/content/pages.ts";
import { locales } from "#lib/i18n/locales.ts";
import { absolute, alternates } from "#lib/seo/metadata.ts";

export default function sitemap(): MetadataRoute.Sitemap {
  return allPages().flatMap((ref) =>
    locales.map((locale) => {
      const lastModified = lastReviewed(ref, locale);
      return {
        url: absolute(pathOf(ref, locale)),
        alternates: { languages: alternates(ref) },
        ...(lastModified && { lastModified }),
      };
    }),
  );
}
