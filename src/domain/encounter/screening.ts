export type QuestionId =
  | 'medication-change'
  | 'anticoagulant'
  | 'pregnancy'
  | 'infection'
  | 'needled-elsewhere'
  | 'fainted-before'
  | 'implant'
  | 'questions'

export type ChoiceValue = 'yes' | 'no' | 'unsure' | 'does-not-apply'

/** An answer as given: a choice with an optional remark, or free words. */
export type ScreeningAnswer =
  | {
      readonly value: ChoiceValue
      readonly note?: string
      /** Where somebody was needled elsewhere; the whole body is `anywhere`. */
      readonly areaIds?: readonly string[]
      /** When that was: 'YYYY-MM-DD' where the clinic is. */
      readonly onDate?: string
    }
  | { readonly value: 'text'; readonly note: string }

export type ScreeningAnswers = Readonly<Partial<Record<QuestionId, ScreeningAnswer>>>

export interface Question {
  readonly id: QuestionId
  readonly choices: readonly ChoiceValue[] | 'text'
  readonly required: boolean
  /** `every-visit`: an old answer counts for nothing. `until-changed`: shown again to be confirmed. */
  readonly asked: 'every-visit' | 'until-changed'
}

const YES_NO_UNSURE = ['yes', 'no', 'unsure'] as const

/** What is asked before needling, in order. Demo policy: a clinic's own list comes from its clinicians. */
export const QUESTIONS: readonly Question[] = [
  { id: 'medication-change', choices: YES_NO_UNSURE, required: true, asked: 'every-visit' },
  { id: 'anticoagulant', choices: YES_NO_UNSURE, required: true, asked: 'every-visit' },
  { id: 'pregnancy', choices: [...YES_NO_UNSURE, 'does-not-apply'], required: true, asked: 'every-visit' },
  { id: 'infection', choices: YES_NO_UNSURE, required: true, asked: 'every-visit' },
  { id: 'needled-elsewhere', choices: YES_NO_UNSURE, required: true, asked: 'every-visit' },
  { id: 'fainted-before', choices: YES_NO_UNSURE, required: true, asked: 'until-changed' },
  { id: 'implant', choices: YES_NO_UNSURE, required: true, asked: 'until-changed' },
  { id: 'questions', choices: 'text', required: false, asked: 'every-visit' },
]

const accepts = ({ choices }: Question, answer: ScreeningAnswer): boolean =>
  choices === 'text' ? answer.value === 'text' : choices.some((choice) => choice === answer.value)

/** Required questions that have no answer they accept, in the order they are asked. */
export const unanswered = (answers: ScreeningAnswers): QuestionId[] =>
  QUESTIONS.filter((question) => {
    const answer = answers[question.id]
    return question.required && !(answer && accepts(question, answer))
  }).map(({ id }) => id)

/** What of an earlier visit's answers may be shown again for confirmation; the rest is asked anew. */
export const answersToConfirm = (earlier: ScreeningAnswers): ScreeningAnswers =>
  Object.fromEntries(
    QUESTIONS.filter(({ id, asked }) => asked === 'until-changed' && earlier[id]).map(({ id }) => [id, earlier[id]]),
  )

export interface ScreeningAlert {
  readonly code: QuestionId
  /** `stop`: this technique is ruled out. `acknowledge`: the practitioner decides and says so. `know`: only shown. */
  readonly weight: 'stop' | 'acknowledge' | 'know'
  /** The patient does not know; treated like a yes until somebody finds out. */
  readonly unsure: boolean
  /** A needling elsewhere rests like one of ours (Z12). */
  readonly makesRest: boolean
  readonly note: string | null
}

const weightOf = (id: QuestionId, technique: string): ScreeningAlert['weight'] => {
  // Implanted devices rule out electrical stimulation near them, not the plain needle.
  if (id === 'implant') return technique === 'electro-needling' ? 'stop' : 'know'
  if (id === 'fainted-before' || id === 'questions') return 'know'
  return 'acknowledge'
}

const raisesAlert = (answer: ScreeningAnswer | undefined): answer is ScreeningAnswer =>
  answer !== undefined &&
  (answer.value === 'yes' || answer.value === 'unsure' || (answer.value === 'text' && answer.note.trim() !== ''))

/** Where and when the patient was needled elsewhere; null when they were not, or nobody asked where yet (Z12). */
export function needledElsewhere(
  answers: ScreeningAnswers,
): { readonly areaIds: readonly string[]; readonly onDate: string | null; readonly note: string | null } | null {
  const answer = answers['needled-elsewhere']
  if (!raisesAlert(answer) || answer.value === 'text' || !answer.areaIds?.length) return null
  return { areaIds: answer.areaIds, onDate: answer.onDate ?? null, note: answer.note?.trim() || null }
}

const WEIGHTS: readonly ScreeningAlert['weight'][] = ['stop', 'acknowledge', 'know']

/**
 * What the practitioner must know from the answers before needling, gravest first. A precaution asks for a
 * decision and never refuses: sources disagree, and clinicians decide.
 */
export const alertsOf = (answers: ScreeningAnswers, technique: string): ScreeningAlert[] =>
  QUESTIONS.flatMap(({ id }): ScreeningAlert[] => {
    const answer = answers[id]
    if (!raisesAlert(answer)) return []
    return [
      {
        code: id,
        weight: weightOf(id, technique),
        unsure: answer.value === 'unsure',
        makesRest: id === 'needled-elsewhere',
        note: answer.note?.trim() || null,
      },
    ]
  }).sort((a, b) => WEIGHTS.indexOf(a.weight) - WEIGHTS.indexOf(b.weight))
