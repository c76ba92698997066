import type { Database } from '#db/client.ts'
import { runUnrecorded } from '#db/command.ts'
import type { Actor } from '#domain/actor.ts'
import { letGoOfHold } from './records.ts'

/** Gives a held time back; one that is not there, or is somebody else's, is as well as given back. */
export const releaseHold = (database: Database, actor: Actor, holdId: string) =>
  runUnrecorded<{ readonly holdId: string }, never>(database, actor, async (tx) => {
    await letGoOfHold(tx, actor, holdId)
    return { ok: true, value: { holdId } }
  })
