import { Pool } from 'pg'
import { noticesDeadLine } from '#db/dead-line.ts'
import { log } from '#lib/log.ts'

/** Logins, sessions and limits, reached with the role that sees nothing else of the clinics than who belongs to which. */
export type AuthStore = Pool

/** Every connection is pinned to UTC and to the schema of logins. */
export const openAuthStore = (url: string, poolSize = 5): AuthStore => {
  const pool = new Pool({
    connectionString: url,
    max: poolSize,
    options: '-c search_path=auth,public -c timezone=UTC -c lock_timeout=10000',
    ...noticesDeadLine(),
  })
  // an idle connection that is lost must not take the process with it: the pool makes a new one
  pool.on('error', (error) => log.warn({ err: error }, 'sign-in lost a connection'))
  return pool
}
