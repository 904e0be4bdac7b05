/** A script that must run before the first paint. The page cache hashes it into the CSP. */
export function InlineScript({ code }: { code: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the code is a constant of this repository
  return <script dangerouslySetInnerHTML={{ __html: code }} />;
}
