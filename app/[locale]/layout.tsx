import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { notFound } from "next/navigation";
import { locale as rootLocale } from "next/root-params";
import { getTranslations } from "next-intl/server";
import { InlineScript } from "#components/layout/InlineScript.tsx";
import { themeScript } from "#components/layout/theme.ts";
import { isLocale, locales } from "#lib/i18n/locales.ts";
import { getEnv } from "#lib/server/env.ts";
import "../globals.css";

/** Whatever needs a request to render fails the build: every page of the site is a file. */
export const ensureStatic = "navigation";

/** A page comes whole or not at all: there is no shell that could be shown before its text. */
export const instant = false;

const serif = localFont({
  src: [
    {
      path: "../../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2",
      style: "normal",
    },
    {
      path: "../../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-italic.woff2",
      style: "italic",
    },
  ],
  weight: "200 900",
  variable: "--font-source-serif",
  display: "swap",
});

const sans = localFont({
  src: "../../node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
  weight: "200 900",
  variable: "--font-source-sans",
  display: "swap",
});

export function generateStaticParams() {
  return locales.map((locale) => ({ locale }));
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("site");
  return {
    metadataBase: new URL(getEnv().SITE_URL),
    title: { default: t("title"), template: `%s | ${t("short")}` },
    applicationName: t("short"),
    icons: { icon: { url: "/icon.svg", type: "image/svg+xml" } },
  };
}

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbf9f5" },
    { media: "(prefers-color-scheme: dark)", color: "#171614" },
  ],
};

export default async function RootLayout({ children }: LayoutProps<"/[locale]">) {
  const locale = await rootLocale();
  if (!isLocale(locale)) notFound();
  const t = await getTranslations("site");
  return (
    <html lang={locale} className={`${serif.variable} ${sans.variable}`} suppressHydrationWarning>
      <head>
        <InlineScript code={themeScript} />
      </head>
      <body>
        {getEnv().SAMPLE_DATA && <aside className="sample-banner">{t("sample")}</aside>}
        {children}
      </body>
    </html>
  );
}
