import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { NEEDLED_ELSEWHERE, type ScreeningAnswers } from '#domain/encounter/screening.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { lockEncounter, type VisitGate } from '#features/encounter/queries.ts'
import type { Locale } from '#words/locale.ts'
import { holdElsewhere } from './hold-elsewhere.ts'
import { questionsOn } from './queries.ts'

export type ScreeningRefusal =
  | Extract<VisitGate, { ok: false }>
  | { readonly reason: 'unknown-question' | 'unknown-area' }

export interface Answering {
  readonly encounterId: string
  readonly answers: ScreeningAnswers
  readonly locale: Locale
}

/**
 * Writes down what the patient answered today; an answer given again replaces the one before it. Where they were
 * needled elsewhere is on hold at once (Z12).
 */
export const answerScreening = async (
  tx: Transaction,
  actor: StaffActor,
  { encounterId, answers, locale }: Answering,
  nowMs: number,
): Promise<Outcome<{ encounterId: string }, ScreeningRefusal>> => {
  const gate = await lockEncounter(tx, actor, encounterId, 'treats')
  if (!gate.ok) return refused(gate)
  const given = Object.entries(answers)
  const { clinicId } = actor
  const questions = await questionsOn(tx, clinicId, localDateOf(nowMs, gate.encounter.zone))
  if (given.some(([id]) => questions.every((question) => question.id !== id))) {
    return refused({ reason: 'unknown-question' })
  }
  await tx.screeningAnswer.deleteMany({ where: { clinicId, encounterId, questionId: { in: given.map(([id]) => id) } } })
  await tx.screeningAnswer.createMany({
    data: given.map(([questionId, answer]) => ({ clinicId, encounterId, questionId, answer: { ...answer } })),
  })
  if (answers[NEEDLED_ELSEWHERE] !== undefined) {
    const known = await holdElsewhere(tx, actor, gate.encounter, { answers, locale, nowMs })
    if (!known) return refused({ reason: 'unknown-area' })
  }
  return done(
    { encounterId },
    { action: 'answer-screening', entityType: 'Encounter', entityId: encounterId, patientId: gate.encounter.patientId },
  )
}
