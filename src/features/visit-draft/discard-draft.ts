import type { Database } from '#db/client.ts'
import { runUnrecorded } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { closeDraft } from '../appointment/records.ts'

/** Throws a parked draft away, and lets go of the time that was held for it. */
export const discardDraft = (database: Database, actor: StaffActor, draftId: string) =>
  runUnrecorded<{ readonly draftId: string }, never>(database, actor, async (tx) => {
    await closeDraft(tx, actor, draftId)
    return { ok: true, value: { draftId } }
  })
