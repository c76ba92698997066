import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { standingOf } from './queries.ts'

export type OpenRefusal = { readonly reason: 'not-found' | 'in-care' }

/** Opens somebody's record to a person in whose care they are not, for as long as the clinic says; others look into it. */
export const openRecord = async (
  tx: Transaction,
  actor: StaffActor,
  { patientId, reason }: { readonly patientId: string; readonly reason: string },
  nowMs: number,
): Promise<Outcome<{ expiresIso: string }, OpenRefusal>> => {
  const { clinicId, identityId, name, clinicalLead } = actor
  const found = await standingOf(tx, actor, patientId, nowMs)
  if (found === null) return refused({ reason: 'not-found' })
  if (found.standing === 'in-care') return refused({ reason: 'in-care' })
  const { breakGlassMinutes } = await tx.clinic.findUniqueOrThrow({
    where: { id: clinicId },
    select: { breakGlassMinutes: true },
  })
  const openedAt = new Date(nowMs)
  const expiresAt = new Date(nowMs + breakGlassMinutes * 60_000)
  const { id } = await tx.breakGlass.create({
    data: { clinicId, patientId, identityId, byName: name, byLead: clinicalLead, reason, openedAt, expiresAt },
    select: { id: true },
  })
  return done(
    { expiresIso: expiresAt.toISOString() },
    { action: 'break-glass', entityType: 'BreakGlass', entityId: id, patientId },
  )
}
