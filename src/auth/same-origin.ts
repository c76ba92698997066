/**
 * Whether a request that changes something comes from one of our own pages. Browsers say so themselves; who says nothing
 * at all is refused too, so that no client has to be guessed at (L20).
 */
export const isSameOrigin = (headers: Headers, publicUrl: string): boolean => {
  const site = headers.get('sec-fetch-site')
  // a plain form of a page that sends no referrer has the origin "null", so what the browser says here comes first
  if (site !== null) return site === 'same-origin'
  const origin = headers.get('origin')
  if (origin === null || !URL.canParse(origin)) return false
  const { host } = new URL(origin)
  return host === new URL(publicUrl).host || host === headers.get('host')
}
