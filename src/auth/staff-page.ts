/** Names between single slashes: nothing that climbs, and nothing that a browser could read as another host. */
const PATH = /^(?:\/[A-Za-z0-9-]+)+$/
const LONGEST = 200

/** The staff's page that somebody was at when it was locked, without its query; null for anything else. */
export const staffPage = (page: unknown): string | null =>
  typeof page === 'string' &&
  page.length <= LONGEST &&
  PATH.test(page) &&
  !/^\/(?:api|c|sign-in|locked)(?:\/|$)/.test(page)
    ? page
    : null
