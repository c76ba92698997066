/** The parts of a visit in the order in which they are lived. */
export const VISIT_PARTS = ['screening', 'consent', 'boxes', 'needling', 'out', 'note', 'complete'] as const

export type VisitPart = (typeof VISIT_PARTS)[number]

/** `optional`: nothing waits for it. `open`: it cannot be done yet. */
export type PartState = 'done' | 'due' | 'open' | 'optional'

/** What of a visit decides how far each of its parts has come. */
export interface VisitProgress {
  readonly needlingPlanned: boolean
  readonly started: boolean
  readonly completed: boolean
  readonly questionsOpen: number
  readonly consentDue: boolean
  readonly lots: number
  readonly inserted: number
  readonly needlesOut: boolean
  readonly noted: boolean
  readonly blockers: number
}

/** Which parts a visit has: one without needling is talked about and completed. */
export const partsOf = ({ needlingPlanned }: Pick<VisitProgress, 'needlingPlanned'>): readonly VisitPart[] =>
  needlingPlanned ? VISIT_PARTS : ['note', 'complete']

const isDone = (part: VisitPart, visit: VisitProgress): boolean => {
  switch (part) {
    case 'screening':
      return visit.questionsOpen === 0
    case 'consent':
      return !visit.consentDue
    case 'boxes':
      return visit.lots > 0
    case 'needling':
      return visit.inserted > 0
    case 'out':
      return visit.inserted > 0 && visit.needlesOut
    case 'note':
      return visit.noted
    case 'complete':
      return visit.completed
  }
}

/** How far a part has come. */
export const partState = (part: VisitPart, visit: VisitProgress): PartState => {
  if (isDone(part, visit)) return 'done'
  if (part === 'note') return 'optional'
  if (!visit.started || visit.completed) return 'open'
  if (part === 'out' && visit.inserted === 0) return 'open'
  if (part === 'complete') return visit.blockers > 0 ? 'open' : 'due'
  return 'due'
}

/** The part that comes next: the first that is due; null when there is none. */
export const nextPart = (visit: VisitProgress): VisitPart | null =>
  partsOf(visit).find((part) => partState(part, visit) === 'due') ?? null

const SOLVED_IN: Readonly<Record<string, VisitPart>> = {
  'screening-missing': 'screening',
  'consent-missing': 'consent',
  'no-procedure-recorded': 'needling',
  'count-missing': 'needling',
  'count-differs-from-procedures': 'needling',
  'needles-still-in': 'out',
  'count-open': 'out',
  'count-deferred': 'out',
  'second-count-missing': 'out',
  'second-count-differs': 'out',
  'needle-unaccounted': 'out',
  'needle-missing-without-incident': 'out',
  'needle-broken-without-incident': 'out',
  'left-in-place-not-explained': 'out',
}

/** Where what blocks completion is put right; null when no part of this screen can. */
export const partThatSolves = (reason: string): VisitPart | null =>
  Object.hasOwn(SOLVED_IN, reason) ? (SOLVED_IN[reason] ?? null) : null
