import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { PatientActor } from '#domain/actor.ts'
import { type AheadRefusal, whyNotAhead, whyNotSaid } from '#domain/encounter/answers-ahead.ts'
import type { Question, ScreeningAnswers } from '#domain/encounter/screening.ts'
import { ownVisitAhead } from './queries.ts'

export type GiveRefusal = { readonly reason: AheadRefusal }

export interface GivingAhead {
  readonly appointmentId: string
  readonly answers: ScreeningAnswers
  /** What is asked today, as the clinic reads it: its list is not a patient's to read. */
  readonly questions: readonly Question[]
}

/** Keeps what somebody says before a visit. It is nobody's screening: whoever treats asks again, and confirms. */
export const giveAhead = async (
  tx: Transaction,
  actor: PatientActor,
  { appointmentId, answers, questions }: GivingAhead,
  nowMs: number,
): Promise<Outcome<{ appointmentId: string }, GiveRefusal>> => {
  const visit = await ownVisitAhead(tx, actor, appointmentId)
  if (visit === null) return refused({ reason: 'not-ahead' })
  const { status, startsAt, technique, patientId, answersAhead } = visit
  const ahead = { status, technique, startMs: startsAt.getTime() }
  const reason = whyNotAhead(ahead, answersAhead.length, nowMs) ?? whyNotSaid(questions, answers)
  if (reason !== null) return refused({ reason })
  const { clinicId, identityId: byIdentityId } = actor
  await tx.answersAhead.createMany({
    data: { clinicId, appointmentId, patientId, byIdentityId, answers: { ...answers }, at: new Date(nowMs) },
  })
  const audit = { action: 'answer-ahead', entityType: 'Appointment', entityId: appointmentId, patientId }
  return done({ appointmentId }, audit)
}
