import { asIdentity } from '#db/audit.ts'
import type { Database, Transaction } from '#db/client.ts'
import { runUnrecorded } from '#db/command.ts'
import type { Actor } from '#domain/actor.ts'

/** Lets go of what this person holds: the hold that is named, and every one of a patient, who holds a single time. */
export const letGoOfHold = async (tx: Transaction, actor: Actor, holdId: string | null): Promise<void> => {
  const all = actor.kind === 'patient'
  if (holdId === null && !all) return
  await tx.$executeRaw`
    DELETE FROM time_hold WHERE clinic_id = ${actor.clinicId}::uuid AND identity_id = ${asIdentity(actor)}
      AND (${all} OR id = ${holdId}::uuid)`
}

/** Gives a held time back; one that is not there, or is somebody else's, is as well as given back. */
export const releaseHold = (database: Database, actor: Actor, holdId: string) =>
  runUnrecorded<{ readonly holdId: string }, never>(database, actor, async (tx) => {
    await letGoOfHold(tx, actor, holdId)
    return { ok: true, value: { holdId } }
  })
