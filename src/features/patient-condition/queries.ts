import type { Transaction } from '#db/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import type { LocalizedText } from '#domain/body/area.ts'
import { raisesCondition, type ScreeningAnswer } from '#domain/encounter/screening.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { noteOpening, standingOf } from '#features/break-glass/queries.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { rulesOn } from '#features/contraindication/queries.ts'
import { isInCareOf } from '#features/patient/queries.ts'
import { questionsOn, type StoredQuestion } from '#features/screening/queries.ts'
import type { Locale } from '#words/locale.ts'
import type { Conditions, SaidRow } from './schema.ts'

interface Asked {
  readonly patientId: string
  readonly limit: number
  readonly offset: number
}

/** Conditions that the clinic's questions and rules know on a day, in both languages, in order of their codes. */
export const knownConditions = async (
  tx: Transaction,
  clinicId: string,
  date: string,
): Promise<ReadonlyMap<string, LocalizedText>> => {
  const asked = (await questionsOn(tx, clinicId, date)).map(
    ({ conditionCode, short }) => [conditionCode, short] as const,
  )
  const ruled = (await rulesOn(tx, clinicId, date))
    // the rule that is called as the condition is about it and nothing else
    .sort((a, b) => Number(a.code === a.conditionCode) - Number(b.code === b.conditionCode))
    .map(({ conditionCode, name }) => [conditionCode, name] as const)
  const names = [...asked, ...ruled].flatMap(([code, name]) => (code === null ? [] : [[code, name] as const]))
  return new Map(names.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}

/** What is known of somebody's health, and what their last answers say; null: not for these eyes, or nobody of this id. */
export const conditionsOf = async (
  tx: Transaction,
  actor: StaffActor,
  { patientId, limit, offset }: Asked,
  { nowMs, locale }: { readonly nowMs: number; readonly locale: Locale },
): Promise<Conditions | null> => {
  const { clinicId } = actor
  const found = await standingOf(tx, actor, patientId, nowMs)
  if (found === null || found.standing === 'closed') return null
  await noteOpening(tx, actor, { action: 'open-record', entityType: 'Patient', entityId: patientId, patientId }, nowMs)
  const date = localDateOf(nowMs, await clinicZone(tx, clinicId))
  const questions = await questionsOn(tx, clinicId, date)
  const nameOf = (questionId: string): string =>
    questions.find(({ id }) => id === questionId)?.words[locale].short ?? questionId
  const rows = await tx.patientCondition.findMany({
    where: { clinicId, patientId },
    include: { answer: { select: { questionId: true, answeredAt: true } } },
    orderBy: [{ endedAt: { sort: 'desc', nulls: 'first' } }, { recordedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    skip: offset,
  })
  const standing = await tx.patientCondition.findMany({
    where: { clinicId, patientId, endedAt: null },
    select: { code: true },
  })
  const onRecord = new Set(standing.map(({ code }) => code))
  const known = await knownConditions(tx, clinicId, date)
  const named = (code: string) => ({ code, name: known.get(code)?.[locale] ?? code })
  return {
    conditions: rows.slice(0, limit).map((row) => ({
      ...{ id: row.id, ...named(row.code), note: row.note?.trim() || null, sinceIso: row.recordedAt.toISOString() },
      ...{ byName: row.recordedByName, reason: row.reason },
      answer:
        row.answer === null
          ? null
          : { question: nameOf(row.answer.questionId), atIso: row.answer.answeredAt.toISOString() },
      ended:
        row.endedAt === null
          ? null
          : { atIso: row.endedAt.toISOString(), byName: row.endedByName, reason: row.endReason },
    })),
    nextOffset: rows.length > limit ? offset + limit : null,
    said: (await lastAnswersOf(tx, clinicId, patientId))
      .flatMap((row) => saidBy(row, questions, locale))
      .filter(({ code }) => !onRecord.has(code))
      .map((row) => ({ ...row, ...named(row.code) })),
    choices: [...known.keys()].filter((code) => !onRecord.has(code)).map(named),
    mayKeep: (await isInCareOf(tx, actor, patientId, nowMs)) === 'theirs',
  }
}

interface LastAnswer {
  readonly encounterId: string
  readonly questionId: string
  readonly answer: ScreeningAnswer
  readonly answeredAt: Date
}

/** Of each question the latest answer of somebody, in whichever visit that was no error. */
const lastAnswersOf = (tx: Transaction, clinicId: string, patientId: string): Promise<LastAnswer[]> =>
  tx.$queryRaw`
    SELECT DISTINCT ON (s.question_id) s.encounter_id AS "encounterId", s.question_id AS "questionId", s.answer, s.answered_at AS "answeredAt"
    FROM encounter e JOIN screening_answer s ON s.clinic_id = e.clinic_id AND s.encounter_id = e.id
    WHERE e.clinic_id = ${clinicId}::uuid AND e.patient_id = ${patientId}::uuid AND e.status <> 'entered-in-error'
    ORDER BY s.question_id, s.answered_at DESC`

const saidBy = (
  { encounterId, questionId, answer, answeredAt }: LastAnswer,
  questions: readonly StoredQuestion[],
  locale: Locale,
): Omit<SaidRow, 'name'>[] => {
  const question = questions.find(({ id }) => id === questionId)
  const code = question?.conditionCode ?? null
  if (question === undefined || code === null || !raisesCondition(answer)) return []
  const { note = '' } = answer
  return [
    {
      ...{ code, encounterId, questionId, question: question.words[locale].short, atIso: answeredAt.toISOString() },
      ...{ unsure: answer.value === 'unsure', note: note.trim() || null },
    },
  ]
}

/** Whether this answer of the patient stands for the condition. */
export const answerSays = async (
  tx: Transaction,
  clinicId: string,
  { patientId, code, date }: { readonly patientId: string; readonly code: string; readonly date: string },
  { encounterId, questionId }: { readonly encounterId: string; readonly questionId: string },
): Promise<boolean> => {
  const row = await tx.screeningAnswer.findFirst({
    where: { clinicId, encounterId, questionId, encounter: { patientId, status: { not: 'entered-in-error' } } },
    select: { answer: true },
  })
  const question = (await questionsOn(tx, clinicId, date)).find(({ id }) => id === questionId)
  return row !== null && question?.conditionCode === code && raisesCondition(row.answer as unknown as ScreeningAnswer)
}
