import { createHash } from "node:crypto";

/** Scripts with their code in the page. Data blocks (JSON-LD) are not run and need no hash. */
const inlineScript =
  /<script(?![^>]*\s(?:src|type="application\/[^"]*")=?)[^>]*>([\s\S]*?)<\/script>/gi;

/**
 * The policy of one page: scripts are our own files and exactly the inline scripts this page was
 * generated with.
 */
export function contentSecurityPolicy(html: string): string {
  const hashes = new Set(
    [...html.matchAll(inlineScript)].map(
      ([, code = ""]) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`,
    ),
  );
  return [
    "default-src 'none'",
    `script-src 'self' ${[...hashes].join(" ")}`.trim(),
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
