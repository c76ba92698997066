import type { Transaction } from '#db/client.ts'
import {
  answersToConfirm,
  type ChoiceValue,
  type EarlierAnswer,
  type Question,
  type ScreeningAnswer,
  type ScreeningAnswers,
  standingAnswers,
  unanswered,
} from '#domain/encounter/screening.ts'
import { localDateOf } from '#domain/time/zone.ts'

interface QuestionWords {
  readonly short: string
  readonly question: string
  readonly help: string
}

/** A question of the clinic's list with its words in both languages. */
export interface StoredQuestion extends Question {
  readonly words: Readonly<Record<'en' | 'de', QuestionWords>>
  readonly source: string
  /** Null: demo policy, not approved. */
  readonly approvedBy: string | null
}

/** What is asked on a day, in order: of each question the latest version that has begun, unless it was given up. */
export const questionsOn = async (tx: Transaction, clinicId: string, date: string): Promise<StoredQuestion[]> => {
  const rows = await tx.screeningQuestion.findMany({
    where: { clinicId, state: 'in-force', validFrom: { lte: new Date(`${date}T00:00:00Z`) } },
    distinct: ['code'],
    orderBy: [{ code: 'asc' }, { validFrom: 'desc' }, { version: 'desc' }],
  })
  return rows
    .filter(({ active }) => active)
    .sort((a, b) => a.position - b.position)
    .map((row) => {
      const words = row.words as unknown as StoredQuestion['words']
      return {
        id: row.code,
        choices: row.choices as ChoiceValue[],
        required: row.required,
        asked: row.asked as Question['asked'],
        validMonths: row.validMonths,
        conditionCode: row.conditionCode,
        asksWhere: row.asksWhere,
        short: { en: words.en.short, de: words.de.short },
        words,
        source: row.source,
        approvedBy: row.approvedBy,
      }
    })
}

/** Answers given in these visits. */
export const answersOf = (tx: Transaction, clinicId: string, encounterIds: readonly string[]) =>
  tx.screeningAnswer.findMany({ where: { clinicId, encounterId: { in: [...encounterIds] } } })

/** Answers as stored, by question. */
export const answersByQuestion = (rows: readonly { questionId: string; answer: unknown }[]): ScreeningAnswers =>
  Object.fromEntries(rows.map(({ questionId, answer }) => [questionId, answer as ScreeningAnswer]))

/**
 * Of each question the latest answer that these patients gave in visits completed before an instant. Each is looked up by
 * itself, from their last visit backwards: the wall asks of every answer that is read whose it is.
 */
export const earlierAnswersOf = async (
  tx: Transaction,
  clinicId: string,
  patientIds: readonly string[],
  beforeMs: number,
): Promise<(EarlierAnswer & { readonly patientId: string })[]> =>
  tx.$queryRaw`
    SELECT p.id AS "patientId", q.code AS "questionId", last.answer,
      floor(extract(epoch FROM last.answered_at) * 1000)::float8 AS "answeredAtMs"
    FROM (SELECT DISTINCT unnest(${[...patientIds]}::uuid[]) AS id) p
    CROSS JOIN (SELECT DISTINCT code FROM screening_question WHERE clinic_id = ${clinicId}::uuid) q
    CROSS JOIN LATERAL (
      SELECT s.answer, s.answered_at
      FROM encounter e JOIN screening_answer s ON s.clinic_id = e.clinic_id AND s.encounter_id = e.id AND s.question_id = q.code
      WHERE e.clinic_id = ${clinicId}::uuid AND e.patient_id = p.id AND e.status = 'finished'
        AND e.started_at < ${new Date(beforeMs).toISOString()}::timestamptz
      ORDER BY e.started_at DESC, s.answered_at DESC LIMIT 1) last`

/** What is answered as far as a visit is concerned: today's answers, and earlier ones that stand without being asked. */
export const answersInForce = (
  questions: readonly Question[],
  today: ScreeningAnswers,
  earlier: readonly EarlierAnswer[],
  when: { readonly nowMs: number; readonly zone: string },
): ScreeningAnswers => ({ ...standingAnswers(questions, earlier, when), ...today })

/** What of a visit its questions need. */
interface ScreenedVisit {
  readonly clinicId: string
  readonly encounter: { readonly id: string } | null
  readonly patientId: string
  readonly startsAt: Date
  readonly timeZone: string
}

/** What is asked in a visit, what is answered, and what of earlier answers may be confirmed. */
export const readScreening = async (tx: Transaction, visit: ScreenedVisit, nowMs: number) => {
  const { clinicId, encounter, patientId, startsAt, timeZone: zone } = visit
  const questions = await questionsOn(tx, clinicId, localDateOf(nowMs, zone))
  const earlier = await earlierAnswersOf(tx, clinicId, [patientId], startsAt.getTime())
  const today = encounter === null ? [] : await answersOf(tx, clinicId, [encounter.id])
  const answers = answersInForce(questions, answersByQuestion(today), earlier, { nowMs, zone })
  return {
    questions,
    answers,
    answersToConfirm: answersToConfirm(questions, earlier),
    unanswered: unanswered(questions, answers),
  }
}
export type VisitScreening = Awaited<ReturnType<typeof readScreening>>
