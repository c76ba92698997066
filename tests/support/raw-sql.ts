import pg from 'pg'
import { type Actor, caresFor, keepsHoursOf, keepsStock } from '#domain/actor.ts'

/** How one attempt ended: with what it read, or with PostgreSQL's own words for the refusal. */
export type Attempt<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly detail: string | undefined }

/** Connections of the application's role without any of the application's code in between. */
export const rawPool = (url: string, max = 20): pg.Pool => {
  const pool = new pg.Pool({ connectionString: url, max, options: '-c timezone=UTC -c lock_timeout=20000' })
  // its database is dropped at the end of the file, idle connections and all
  pool.on('error', () => undefined)
  return pool
}

const readsClinical = (actor: Actor): boolean =>
  actor.kind === 'system' ||
  (actor.kind === 'staff' && actor.roles.some((role) => role === 'practitioner' || role === 'assistant'))

/** One transaction that says it is the actor; refusals come back as values, also those at its commit. */
export const rawAs = async <T>(
  pool: pg.Pool,
  actor: Actor | null,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<Attempt<T>> => {
  const client = await pool.connect()
  try {
    await client.query(`BEGIN; ${actor === null ? '' : entering(actor)}`)
    const value = await work(client)
    await client.query('COMMIT')
    return { ok: true, value }
  } catch (error) {
    await client.query('ROLLBACK')
    if (!(error instanceof pg.DatabaseError)) throw error
    return { ok: false, code: error.code ?? '', message: error.message, detail: error.detail }
  } finally {
    client.release()
  }
}

const entering = (actor: Actor): string => {
  const settings = {
    'app.clinic_id': actor.clinicId,
    'app.actor': actor.kind,
    'app.patient_ids': actor.kind === 'patient' ? actor.patientIds.join(',') : '',
    'app.reads_clinical': readsClinical(actor) ? 'on' : '',
    'app.cares_for': caresFor(actor) ?? '',
    'app.owns': actor.kind === 'staff' && actor.roles.includes('owner') ? 'on' : '',
    'app.keeps_stock': keepsStock(actor) ? 'on' : '',
    'app.keeps_hours_of': keepsHoursOf(actor) ?? '',
    'app.identity_id': actor.kind === 'system' ? 'system' : actor.identityId,
  }
  return Object.entries(settings)
    .map(([name, value]) => `SET LOCAL ${name} = ${pg.escapeLiteral(value)};`)
    .join(' ')
}

/** One statement as the actor. */
export const attempt = (
  pool: pg.Pool,
  actor: Actor | null,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Attempt<pg.QueryResult>> => rawAs(pool, actor, (client) => client.query(sql, [...values]))

/**
 * Runs `second` while the work of `first` is done but not committed; `first` commits when `second` has ended or waits
 * for it. The unlucky moment of a race, every time.
 */
export const inBetween = async <A, B>(
  first: { readonly pool: pg.Pool; readonly actor: Actor; readonly work: (client: pg.PoolClient) => Promise<A> },
  second: { readonly pool: pg.Pool; readonly actor: Actor; readonly work: (client: pg.PoolClient) => Promise<B> },
  owner: pg.Pool,
): Promise<[Attempt<A>, Attempt<B>]> => {
  let later: Promise<Attempt<B>> | undefined
  const earlier = await rawAs(first.pool, first.actor, async (client) => {
    const value = await first.work(client)
    const started = Promise.withResolvers<number>()
    let ended = false
    later = rawAs(second.pool, second.actor, async (other) => {
      const { rows } = await other.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
      started.resolve(rows[0]?.pid ?? 0)
      return second.work(other)
    }).finally(() => {
      ended = true
    })
    const pid = await started.promise
    while (!ended && !(await isWaiting(owner, pid))) {}
    return value
  })
  return [earlier, await (later as Promise<Attempt<B>>)]
}

const isWaiting = async (owner: pg.Pool, pid: number): Promise<boolean> => {
  const rows = await rowsOf(owner, `SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND wait_event_type = 'Lock'`, [pid])
  return rows.length > 0
}

/** The SQLSTATE of a refusal; 'ok' when there was none. */
export const codeOf = (outcome: Attempt<unknown>): string => (outcome.ok ? 'ok' : outcome.code)

/** How often each outcome occurred. */
export const tally = (outcomes: readonly Attempt<unknown>[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const outcome of outcomes) counts[codeOf(outcome)] = (counts[codeOf(outcome)] ?? 0) + 1
  return counts
}

/** The rows of one statement; for the test's own eyes, past the walls when `pool` is the owner's. */
export const rowsOf = async <R extends pg.QueryResultRow>(
  pool: pg.Pool,
  sql: string,
  values: readonly unknown[] = [],
): Promise<R[]> => (await pool.query<R>(sql, [...values])).rows

/** Writes one row as the actor would: named columns, everything else by default. */
export const insertInto = (
  client: pg.PoolClient | pg.Pool,
  table: string,
  row: Readonly<Record<string, unknown>>,
): Promise<pg.QueryResult> => {
  const columns = Object.keys(row)
  const names = columns.map((column) => pg.escapeIdentifier(column)).join(', ')
  return client.query(
    `INSERT INTO ${pg.escapeIdentifier(table)} (${names})
     SELECT ${names} FROM jsonb_populate_record(NULL::${pg.escapeIdentifier(table)}, $1)`,
    [JSON.stringify(row)],
  )
}

/** Visits that were an error, with their records and a reason, all in one statement. */
export const markInError = (client: pg.PoolClient | pg.Pool, appointmentIds: readonly string[]) =>
  client.query(
    `WITH because AS (
       INSERT INTO error_entry (clinic_id, appointment_id, reason, by_identity_id, by_name)
       SELECT clinic_id, id, 'The wrong person.', 'test', 'Test' FROM appointment WHERE id = ANY ($1) AND status <> 'entered-in-error'
     ), records AS (
       UPDATE encounter SET status = 'entered-in-error', version = version + 1
       WHERE appointment_id = ANY ($1) AND status <> 'entered-in-error'
     )
     UPDATE appointment SET status = 'entered-in-error' WHERE id = ANY ($1)`,
    [[...appointmentIds]],
  )
