import { EventEmitter } from 'node:events'
import pg from 'pg'
import { expect, it } from 'vitest'
import { refusalOf } from '#db/errors.ts'

/** A connection that is there at once, so that the pool is soon full without a database. */
class ReadyClient extends EventEmitter {
  connect(connected: () => void): void {
    connected()
  }

  end(ended: () => void): void {
    ended()
  }
}

it('a crowd that waits too long for a connection is told that the house is busy', async () => {
  const pool = new pg.Pool({ Client: ReadyClient as never, max: 1, connectionTimeoutMillis: 1 })
  await pool.connect()
  const error: unknown = await pool.connect().catch((reason: unknown) => reason)
  expect(refusalOf(error)).toEqual({ kind: 'busy' })
})

it('an error that nobody knows is not taken for a refusal', () => {
  expect(refusalOf(new Error('something else'))).toBeNull()
  expect(refusalOf(null)).toBeNull()
})
