import type { LocalizedText } from '../body/area.ts'

export type ChoiceValue = 'yes' | 'no' | 'unsure' | 'does-not-apply'

/** An answer as given: a choice with an optional remark, or free words. */
export type ScreeningAnswer =
  | {
      readonly value: ChoiceValue
      readonly note?: string
      /** Where on the body; the whole body is `anywhere`. */
      readonly areaIds?: readonly string[]
      /** When that was: 'YYYY-MM-DD' where the clinic is. */
      readonly onDate?: string
    }
  | { readonly value: 'text'; readonly note: string }

/** Answers by the code of their question. */
export type ScreeningAnswers = Readonly<Partial<Record<string, ScreeningAnswer>>>

/** A question of the clinic's list: a row of its policy with source and approver. */
export interface Question {
  readonly id: string
  /** None: free words. */
  readonly choices: readonly ChoiceValue[]
  readonly required: boolean
  /**
   * `every-visit`: an old answer counts for nothing. `until-changed`: shown again to be confirmed. `months`: stands for
   * that long without being asked again.
   */
  readonly asked: 'every-visit' | 'months' | 'until-changed'
  readonly validMonths: number | null
  /** What a yes means, as rules of contraindication name it; null when it means nothing to them. */
  readonly conditionCode: string | null
  /** A yes is followed by the question where on the body. */
  readonly asksWhere: boolean
  readonly short: LocalizedText
}

/** An answer of an earlier visit. */
export interface EarlierAnswer {
  readonly questionId: string
  readonly answer: ScreeningAnswer
  readonly answeredAtMs: number
}

const accepts = ({ choices }: Pick<Question, 'choices'>, answer: ScreeningAnswer): boolean =>
  choices.length === 0 ? answer.value === 'text' : choices.some((choice) => choice === answer.value)

/** Required questions that have no answer they accept, in the order they are asked. */
export const unanswered = <T extends Pick<Question, 'id' | 'choices' | 'required'>>(
  questions: readonly T[],
  answers: ScreeningAnswers,
): T[] =>
  questions.filter((question) => {
    const answer = answers[question.id]
    return question.required && !(answer && accepts(question, answer))
  })

const standsUntilMs = (answeredAtMs: number, months: number, zone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(answeredAtMs).toZonedDateTimeISO(zone).add({ months }).epochMilliseconds

const byQuestion = (answers: readonly EarlierAnswer[]): ScreeningAnswers =>
  Object.fromEntries(answers.map(({ questionId, answer }) => [questionId, answer]))

/** What of earlier visits' answers still stands without being asked: the latest of each question, while its months last. */
export const standingAnswers = (
  questions: readonly Question[],
  earlier: readonly EarlierAnswer[],
  { nowMs, zone }: { readonly nowMs: number; readonly zone: string },
): ScreeningAnswers => {
  const months = new Map(questions.map((question) => [question.id, question]))
  return byQuestion(
    earlier.filter(({ questionId, answer, answeredAtMs }) => {
      const question = months.get(questionId)
      if (question?.asked !== 'months' || question.validMonths === null || !accepts(question, answer)) return false
      return nowMs < standsUntilMs(answeredAtMs, question.validMonths, zone)
    }),
  )
}

/** What of earlier visits' answers may be shown again for confirmation; the rest is asked anew or stands. */
export const answersToConfirm = (
  questions: readonly Question[],
  earlier: readonly EarlierAnswer[],
): ScreeningAnswers => {
  const shown = new Set(questions.filter(({ asked }) => asked !== 'every-visit').map(({ id }) => id))
  return byQuestion(earlier.filter(({ questionId }) => shown.has(questionId)))
}

/** Whether an answer says that there is something: a yes, or that nobody knows. */
export const raisesCondition = (answer: ScreeningAnswer | undefined): answer is ScreeningAnswer =>
  answer !== undefined && (answer.value === 'yes' || answer.value === 'unsure')

/** Where and when the patient was needled elsewhere; null when they were not, or nobody asked where yet (Z12). */
export function needledElsewhere(
  answers: ScreeningAnswers,
): { readonly areaIds: readonly string[]; readonly onDate: string | null; readonly note: string | null } | null {
  const answer = answers[NEEDLED_ELSEWHERE]
  if (!raisesCondition(answer) || answer.value === 'text' || !answer.areaIds?.length) return null
  return { areaIds: answer.areaIds, onDate: answer.onDate ?? null, note: answer.note?.trim() || null }
}

/** The one question whose yes the software acts on by itself: it rests like a needling here. */
export const NEEDLED_ELSEWHERE = 'needled-elsewhere'
