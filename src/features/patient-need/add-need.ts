import { lockAgainstClaims } from '#db/claims.ts'
import type { Database, Transaction } from '#db/client.ts'
import { done, refused, runCommand } from '#db/command.ts'
import type { PatientActor, StaffActor } from '#domain/actor.ts'
import { extraMinutesOf, type PatientNeed } from '#domain/appointment/needs.ts'
import { meetsNeed } from '#domain/appointment/unmet-needs.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { comingVisitsOf } from '../appointment/queries.ts'
import { listWhatCannotStay, type VisitsAffected } from '../task/records.ts'
import { mayEditNeedsOf, mayLengthen } from './access.ts'
import { needsToMeet } from './queries.ts'
import type { NeedToAdd } from './schema.ts'

export type NeedRefusal =
  | { readonly reason: 'not-found' }
  | { readonly reason: 'stale-version' }
  | { readonly reason: 'not-yours-to-lengthen' }
  | { readonly reason: 'faulty'; readonly field: 'extraMinutes'; readonly fault: 'no-minutes' }
  | VisitsAffected

export interface NeedRequest {
  readonly requestId: string
  readonly patientId: string
  readonly affectedSeen: number | null
  readonly need: NeedToAdd
}

/**
 * Writes down what visits of a patient have to be like from now on. Visits that are booked and are not like that are shown
 * first; they stay as they are, and somebody has to move them.
 */
export const addNeed = (
  database: Database,
  actor: StaffActor | PatientActor,
  { requestId, ...wanted }: NeedRequest,
  nowMs: number,
) =>
  runCommand<{ id: string; version: number }, NeedRefusal>(
    database,
    actor,
    { command: `add-need ${fingerprint(wanted)}`, requestId },
    async (tx) => {
      const { clinicId } = actor
      const { patientId, need, affectedSeen } = wanted
      const about = mayEditNeedsOf(actor, patientId) ? await aboutOf(tx, clinicId, patientId, need) : null
      if (about === null) return refused({ reason: 'not-found' } as const)
      if (need.extraMinutes > 0 && !mayLengthen(actor)) return refused({ reason: 'not-yours-to-lengthen' } as const)
      if (need.kind === 'more-time' && need.extraMinutes === 0)
        return refused({ reason: 'faulty', field: 'extraMinutes', fault: 'no-minutes' } as const)
      // who books for them waits, and then knows
      await lockAgainstClaims(tx, clinicId, [patientId])
      const visits = await notLikeThat(tx, clinicId, patientId, need, nowMs)
      const { id, version } = await tx.patientNeed.create({
        data: { clinicId, patientId, ...need },
        select: { id: true, version: true },
      })
      const cause = { why: `need-${need.kind}`, causeId: id, about } as const
      const unseen = await listWhatCannotStay(tx, clinicId, visits, cause, affectedSeen)
      if (unseen !== null) return refused(unseen)
      return done(
        { id, version },
        {
          action: 'add-need',
          entityType: 'PatientNeed',
          entityId: id,
          patientId,
          detail: { kind: need.kind, visitsToMove: visits.length },
        },
      )
    },
  )

/** What there is to say of a need: whom not to see, the language. null when there is no such patient or practitioner. */
const aboutOf = async (
  tx: Transaction,
  clinicId: string,
  patientId: string,
  need: NeedToAdd,
): Promise<string | null> => {
  const of = (id: string) => ({ where: { clinicId_id: { clinicId, id } }, select: { name: true } })
  if ((await tx.patient.findUnique(of(patientId))) === null) return null
  if (need.kind === 'interpreter') return need.language
  if (need.kind !== 'not-practitioner') return ''
  return (await tx.practitioner.findUnique(of(need.practitionerId)))?.name ?? null
}

const notLikeThat = async (tx: Transaction, clinicId: string, patientId: string, need: PatientNeed, nowMs: number) => {
  const minutes = extraMinutesOf([...(await needsToMeet(tx, clinicId, patientId)), need])
  const coming = await comingVisitsOf(tx, clinicId, [patientId], nowMs)
  return coming.filter((visit) => !meetsNeed(need, visit, minutes))
}
