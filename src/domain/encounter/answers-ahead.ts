import { type Question, raisesCondition, type ScreeningAnswer, type ScreeningAnswers } from './screening.ts'

/** What is said weeks before a visit is no longer so by then. */
export const OPENS_BEFORE_MS = 7 * 86_400_000
/** Somebody changes their mind, and nobody does so without end. */
export const MOST_TIMES = 10

export interface VisitAhead {
  readonly status: string
  readonly startMs: number
  /** Null: nobody is needled in it, and nothing is asked. */
  readonly technique: string | null
}

export type AheadRefusal = 'not-ahead' | 'ahead-too-early' | 'ahead-too-often' | 'nothing-said' | 'unknown-question'

/** Why the questions of a visit are not answered beforehand now; null when they are. */
export const whyNotAhead = (
  { status, startMs, technique }: VisitAhead,
  timesBefore: number,
  nowMs: number,
): AheadRefusal | null => {
  if (technique === null || (status !== 'proposed' && status !== 'booked') || startMs <= nowMs) return 'not-ahead'
  if (nowMs < startMs - OPENS_BEFORE_MS) return 'ahead-too-early'
  return timesBefore >= MOST_TIMES ? 'ahead-too-often' : null
}

const fits = ({ choices }: Question, answer: ScreeningAnswer): boolean =>
  choices.length === 0 ? answer.value === 'text' : choices.some((choice) => choice === answer.value)

/** Whether what was said answers what is asked, and anything at all. */
export const whyNotSaid = (questions: readonly Question[], answers: ScreeningAnswers): AheadRefusal | null => {
  const said = Object.entries(answers)
  if (said.length === 0) return 'nothing-said'
  const known = new Map(questions.map((question) => [question.id, question]))
  const fitting = said.every(([id, answer]) => {
    const question = known.get(id)
    return question !== undefined && answer !== undefined && fits(question, answer)
  })
  return fitting ? null : 'unknown-question'
}

/** What whoever treats should know before the visit begins: each yes, each doubt, and what the patient wrote of their own. */
export const raisedAhead = <T extends Pick<Question, 'id'>>(questions: readonly T[], answers: ScreeningAnswers): T[] =>
  questions.filter(({ id }) => {
    const answer = answers[id]
    if (answer?.value === 'text') return answer.note.trim() !== ''
    return raisesCondition(answer)
  })
