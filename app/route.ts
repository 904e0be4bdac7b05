import { pathOf } from "#lib/content/pages.ts";
import { preferredLocale } from "#lib/i18n/locales.ts";

/** `/` leads to the start page in the reader's language; `Vary` keeps caches from mixing them up. */
export function GET(request: Request): Response {
  const locale = preferredLocale(request.headers.get("accept-language"));
  return new Response(null, {
    status: 307,
    headers: { location: pathOf({ page: "home" }, locale), vary: "Accept-Language" },
  });
}
