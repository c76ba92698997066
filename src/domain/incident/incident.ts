/** What happens in clinics that needle: the lists of reviews and of needle safety, and what concerns the staff. */
export const INCIDENT_KINDS = [
  'bleeding',
  'pain',
  'faint',
  'breathing',
  'aggravation',
  'nerve-vessel',
  'organ',
  'infection',
  'needle-forgotten',
  'needle-stuck',
  'needle-broken',
  'needle-missing',
  'needle-found',
  'needlestick',
  'self-needling',
  'other',
] as const
export type KnownIncidentKind = (typeof INCIDENT_KINDS)[number]

/** After White: short and reversible; needs a doctor or gets in the way of the day; hospital, lasting harm or death. */
export const GRADES = ['mild', 'significant', 'serious'] as const
export type Grade = (typeof GRADES)[number]

/** The WHO-UMC system. */
export const CAUSALITIES = ['certain', 'probable', 'possible', 'unlikely', 'unclassified', 'unassessable'] as const
export const ONSETS = ['during', 'within-an-hour', 'same-day', 'later', 'unknown'] as const
export const OUTCOMES = ['recovered', 'recovering', 'not-recovered', 'lasting', 'died', 'unknown'] as const

export interface ReportFacts {
  readonly actuality: 'actual' | 'near-miss'
  readonly grade: Grade | null
  readonly causality: (typeof CAUSALITIES)[number]
  readonly onset: (typeof ONSETS)[number]
  readonly outcome: (typeof OUTCOMES)[number]
}

/** What does not fit together in a report; null when it does. */
export const reportFault = ({ actuality, grade, outcome }: ReportFacts): 'grade-missing' | 'grade-too-mild' | null => {
  if (actuality === 'near-miss') return null
  if (grade === null) return 'grade-missing'
  // who died or keeps a harm was not mildly harmed
  return grade !== 'serious' && (outcome === 'died' || outcome === 'lasting') ? 'grade-too-mild' : null
}

/** Whether somebody has to look again: a clinician's eyes for what was more than mild, or is not over. */
export const needsFollowUp = ({ actuality, grade, outcome }: ReportFacts): boolean =>
  actuality === 'actual' && ((grade !== 'mild' && grade !== null) || ['not-recovered', 'recovering'].includes(outcome))

/** Whole years between two days `YYYY-MM-DD`. */
export const ageOn = (birthDate: string, date: string): number =>
  Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (date.slice(5) < birthDate.slice(5) ? 1 : 0)

export interface CountedSo {
  readonly missing: number
  readonly removed: number
  readonly fellOutFound: number
}

/** What the count had said of needles that are found now: missing ones first; null when none went in that could be found. */
export const countedAs = (
  { missing, removed, fellOutFound }: CountedSo,
  before: { readonly missing: number; readonly removed: number },
  needles: number,
): 'missing' | 'removed' | null => {
  if (missing - before.missing >= needles) return 'missing'
  return removed + fellOutFound - before.removed >= needles ? 'removed' : null
}
