/**
 * What a page may load: our own files, and scripts that carry this answer's nonce or were loaded by one that does. Where
 * codes are read by the camera, WebAssembly too; text is evaluated nowhere.
 */
export const contentSecurityPolicy = (nonce: string, development: boolean, readsCodes = false): string =>
  [
    "default-src 'self'",
    // React's development tools evaluate text
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${readsCodes ? " 'wasm-unsafe-eval'" : ''}${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    // positions and sizes that are computed
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
  ].join('; ')

/** What somebody else made is a picture and nothing else, whatever is in it: it runs nothing and fetches nothing. */
export const SEALED_POLICY = "default-src 'none'; sandbox"

/** Headers of every answer. Answers hold health data, so nothing keeps a copy of them on the way. */
export const securityHeaders = (publicUrl: string): [string, string][] => [
  ['cache-control', 'private, no-store'],
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
  ['permissions-policy', 'camera=(self), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['x-frame-options', 'DENY'],
  ['x-robots-tag', 'noindex, nofollow'],
  ...(publicUrl.startsWith('https:')
    ? [['strict-transport-security', 'max-age=31536000; includeSubDomains'] as [string, string]]
    : []),
]
