import { Pool } from 'pg'

/** Logins, sessions and limits, reached with the role that sees nothing else of the clinics than who belongs to which. */
export type AuthStore = Pool

/** Every connection is pinned to UTC and to the schema of logins. */
export const openAuthStore = (url: string, poolSize = 5): AuthStore =>
  new Pool({
    connectionString: url,
    max: poolSize,
    options: '-c search_path=auth,public -c timezone=UTC -c lock_timeout=10000',
    connectionTimeoutMillis: 10_000,
  })
