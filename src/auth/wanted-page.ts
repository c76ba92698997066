/** Names between single slashes: nothing that climbs, and nothing that a browser could read as another host. */
const PATH = /^(?:\/[A-Za-z0-9-]+)+$/
const LONGEST = 300

/**
 * The page of this clinic's patients that somebody wanted before signing in; null for anything else. Without its query:
 * the path travels by mail, what was answered there does not.
 */
export const wantedPage = (slug: string, wanted: unknown): string | null => {
  if (typeof wanted !== 'string' || wanted.length > LONGEST || !PATH.test(wanted)) return null
  return wanted === `/c/${slug}` || wanted.startsWith(`/c/${slug}/`) ? wanted : null
}
