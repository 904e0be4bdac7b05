import type { ReactNode } from "react";
import type { PageRef } from "#lib/i18n/routes.ts";
import { SiteFooter } from "./SiteFooter.tsx";
import { SiteHeader } from "./SiteHeader.tsx";

/** What surrounds every page. */
export function PageFrame({ page, children }: { page: PageRef; children: ReactNode }) {
  return (
    <>
      <SiteHeader page={page} />
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <SiteFooter />
    </>
  );
}
