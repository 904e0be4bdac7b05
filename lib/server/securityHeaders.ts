type Header = { key: string; value: string };

/**
 * Headers of every answer. The content security policy is not among them: it names the scripts of
 * one page and comes with that page (see `pageCache`).
 *
 * @param siteUrl strict transport security is sent only where the site is served by https
 */
export function securityHeaders(siteUrl: string): Header[] {
  const headers = [
    { key: "x-content-type-options", value: "nosniff" },
    { key: "referrer-policy", value: "strict-origin-when-cross-origin" },
    { key: "cross-origin-opener-policy", value: "same-origin" },
    {
      key: "permissions-policy",
      value: "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    },
  ];
  return siteUrl.startsWith("https:")
    ? [
        ...headers,
        { key: "strict-transport-security", value: "max-age=63072000; includeSubDomains" },
      ]
    : headers;
}
