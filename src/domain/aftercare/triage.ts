import type { RiskZone } from '../body/area.ts'
import { needsChestWarning } from './plan.ts'
import { namesEmergency, readWords, type TriageTerms } from './said-words.ts'

/** From the gravest on. `unclassified`: a person has to read it; it is not known to be harmless. */
export const TIERS = ['emergency', 'concerning', 'unclassified', 'harmless'] as const
export type Tier = (typeof TIERS)[number]

/** What an answer can say that a rule is about. */
export const SIGNS = [
  'chest',
  'needle-in-body',
  'needle-outside',
  'infection',
  'numbness',
  'bruise-growing',
  'soreness',
  'words-emergency',
  'words-concerning',
] as const
export type Sign = (typeof SIGNS)[number]

/** One row of the clinic's table, with the words the patient reads at once. */
export interface TriageRule {
  readonly id: string
  readonly code: string
  readonly sign: Sign
  /** None: whatever was done. */
  readonly techniques: readonly string[]
  /** None: wherever it was. */
  readonly riskZones: readonly RiskZone[]
  /** For soreness: from this number on. */
  readonly fromScore: number | null
  readonly tier: Tier
  /** Rings on the screens of the staff. */
  readonly rings: boolean
  readonly dueMinutes: number
  /** The kind of incident that it opens; null: none. */
  readonly incidentKind: string | null
}

export const YES_NO = ['no', 'yes', 'unsure'] as const
export type YesNo = (typeof YES_NO)[number]
export const BRUISES = ['none', 'small', 'growing'] as const
export const NEEDLES = ['none', 'in-the-body', 'outside'] as const

/** What somebody answers; null: did not say. */
export interface CheckIn {
  readonly soreness: number | null
  readonly bruise: (typeof BRUISES)[number] | null
  readonly infection: YesNo | null
  readonly chest: YesNo | null
  readonly numbness: YesNo | null
  readonly needle: (typeof NEEDLES)[number] | null
  readonly words: string
}

/** Nothing said but words, as in a text message. */
export const ONLY_WORDS = {
  ...{ soreness: null, bruise: null, infection: null, chest: null, numbness: null, needle: null },
} as const satisfies Omit<CheckIn, 'words'>

/** Whether anything was said at all. */
export const saysAnything = ({ words, ...marked }: CheckIn): boolean =>
  words.trim() !== '' || Object.values(marked).some((value) => value !== null)

export interface TriageFacts {
  readonly answer: CheckIn
  /** How somebody was needled; zones `unknown` are taken for all of them. */
  readonly techniques: readonly string[]
  readonly riskZones: readonly RiskZone[] | 'unknown'
  readonly rules: readonly TriageRule[]
  readonly terms: readonly TriageTerms[]
  /** The clinic's minutes until somebody has read what nobody could sort. */
  readonly answerMinutes: number
  /** False of numbers that are asked for weeks later: then signs that nobody spoke of are no gap. */
  readonly asksForSigns?: boolean
}

export interface Triage {
  readonly tier: Tier
  readonly rings: boolean
  /** Until somebody has to have taken it; null when nobody has to. */
  readonly dueMinutes: number | null
  /** Each thing that was said, and what it asks for alone. */
  readonly hits: readonly Hit[]
  /** The rules that decided, the gravest first: their words are shown. */
  readonly rules: readonly TriageRule[]
}

interface Floor {
  readonly tier: Tier
  readonly rings: boolean
  /** Its row is always in use: its words are read by somebody who may be in danger. */
  readonly stays: boolean
}

const EMERGENCY: Floor = { tier: 'emergency', rings: true, stays: true }
/** As without any row: a person reads it. */
const READ: Floor = { tier: 'unclassified', rings: false, stays: false }

/** Below these no clinic's table goes: trouble with the chest is an emergency, a needle found is never a trifle. */
const FLOORS: Readonly<Record<Sign, Floor | null>> = {
  chest: EMERGENCY,
  'words-emergency': EMERGENCY,
  'needle-in-body': { tier: 'concerning', rings: true, stays: true },
  'needle-outside': { tier: 'concerning', rings: false, stays: true },
  infection: READ,
  numbness: READ,
  'bruise-growing': READ,
  'words-concerning': READ,
  // below every number of the table it says nothing
  soreness: null,
}

/** What a clinic's table cannot make less of; null: it is free. */
export const floorOf = (sign: Sign): Floor | null => FLOORS[sign]

const graver = (a: Tier, b: Tier): Tier => (TIERS.indexOf(a) <= TIERS.indexOf(b) ? a : b)

/** Whether a row says less than the software holds for safe, or calls something an emergency that rings nowhere. */
export const isBelowFloor = ({
  sign,
  tier,
  rings,
  active,
}: Pick<TriageRule, 'sign' | 'tier' | 'rings'> & { readonly active: boolean }): boolean => {
  if (tier === 'emergency' && !rings) return true
  const floor = FLOORS[sign]
  if (floor === null) return false
  return (floor.stays && !active) || graver(tier, floor.tier) !== tier || (floor.rings && !rings)
}

/** Who is not sure is taken at the worse. */
const signsIn = ({ chest, infection, numbness, bruise, needle, soreness }: CheckIn): Sign[] => [
  ...(chest === 'yes' || chest === 'unsure' ? (['chest'] as const) : []),
  ...(needle === 'in-the-body' ? (['needle-in-body'] as const) : []),
  ...(needle === 'outside' ? (['needle-outside'] as const) : []),
  ...(infection === 'yes' || infection === 'unsure' ? (['infection'] as const) : []),
  ...(numbness === 'yes' || numbness === 'unsure' ? (['numbness'] as const) : []),
  ...(bruise === 'growing' ? (['bruise-growing'] as const) : []),
  ...(soreness === null ? [] : (['soreness'] as const)),
]

const concerns = (rule: TriageRule, sign: Sign, { answer, techniques, riskZones }: TriageFacts): boolean =>
  rule.sign === sign &&
  (rule.techniques.length === 0 || rule.techniques.some((one) => techniques.includes(one))) &&
  (rule.riskZones.length === 0 || riskZones === 'unknown' || rule.riskZones.some((one) => riskZones.includes(one))) &&
  (sign !== 'soreness' || (rule.fromScore !== null && (answer.soreness ?? 0) >= rule.fromScore))

/**
 * Whether every red flag was asked and answered. Words alone tell nothing of them; only of a visit that was far from the lung
 * are words that ask for nothing taken as such.
 */
const redFlagsAreAnswered = ({ answer, riskZones }: TriageFacts, said: string | null): boolean => {
  const { words: _, ...marked } = answer
  const { chest, infection, numbness, needle } = marked
  if ([chest, infection, numbness, needle].every((sign) => sign !== null)) return true
  const onlyWords = Object.values(marked).every((value) => value === null)
  return onlyWords && said === 'harmless' && !needsChestWarning(riskZones)
}

export interface Hit {
  readonly sign: Sign
  readonly deciding: readonly TriageRule[]
  readonly tier: Tier
  readonly rings: boolean
  readonly dueMinutes: number
}

/** What one sign asks for, by the clinic's rules about it and never by less than the software holds for safe. */
const hitOf = (sign: Sign, facts: TriageFacts): Hit => {
  const deciding = facts.rules.filter((rule) => concerns(rule, sign, facts))
  const floor = FLOORS[sign] ?? { tier: 'harmless', rings: false }
  const minutes = deciding.length === 0 ? [facts.answerMinutes] : deciding.map(({ dueMinutes }) => dueMinutes)
  return {
    ...{ sign, deciding },
    tier: deciding.reduce<Tier>((tier, rule) => graver(tier, rule.tier), floor.tier),
    rings: floor.rings || deciding.some(({ rings }) => rings),
    dueMinutes: Math.min(...minutes),
  }
}

/**
 * What follows from an answer, by the clinic's table: the gravest of everything it says. What nobody can sort is
 * `unclassified`, and a person reads it. Nothing is diagnosed.
 */
export const triage = (facts: TriageFacts): Triage => {
  const { answer, terms, answerMinutes } = facts
  const said = answer.words.trim() === '' ? null : readWords(answer.words, terms)
  const spoken: Sign[] = said === 'emergency' || said === 'concerning' ? [`words-${said}`] : []
  const hits = [...signsIn(answer), ...spoken]
    .map((sign) => hitOf(sign, facts))
    // soreness below every number of the table says nothing
    .filter(({ sign, deciding }) => sign !== 'soreness' || deciding.length > 0)
  const { asksForSigns = true } = facts
  const unread = said === 'unclear' || (asksForSigns && !redFlagsAreAnswered(facts, said))
  const tier = hits.reduce<Tier>((worst, hit) => graver(worst, hit.tier), unread ? 'unclassified' : 'harmless')
  const due = hits.filter((hit) => hit.tier !== 'harmless').map(({ dueMinutes }) => dueMinutes)
  return {
    tier,
    rings: tier === 'emergency' || hits.some(({ rings }) => rings),
    dueMinutes: tier === 'harmless' ? null : Math.min(...due, ...(unread ? [answerMinutes] : [])),
    hits,
    rules: hits
      .flatMap(({ deciding }) => deciding)
      .sort((a, b) => TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier) || a.dueMinutes - b.dueMinutes),
  }
}

/**
 * A text of which nobody knows whose it is: whatever may have been done to whoever wrote it counts, and nothing is harmless.
 * Nobody can look up how likely harm is, so a red word rings also behind a "no"; everything else waits for a person (Z10).
 */
export const triageUnknownText = (
  words: string,
  given: Pick<TriageFacts, 'rules' | 'terms' | 'answerMinutes'>,
): Triage => {
  const techniques = given.rules.flatMap((rule) => rule.techniques)
  const sorted = triage({ ...given, answer: { ...ONLY_WORDS, words }, techniques, riskZones: 'unknown' })
  return {
    ...sorted,
    tier: sorted.tier === 'harmless' ? 'unclassified' : sorted.tier,
    rings: sorted.rings || namesEmergency(words, given.terms),
    dueMinutes: sorted.dueMinutes ?? given.answerMinutes,
  }
}
