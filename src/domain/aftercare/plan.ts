import type { RiskZone } from '../body/area.ts'
import type { QuietManner } from './quiet-hours.ts'

/** The way a patient chose, or one that the plan insists on. */
export const STEP_CHANNELS = ['preferred', 'email', 'sms'] as const
export type StepChannel = (typeof STEP_CHANNELS)[number]

/** By which way a message is tried first: the plan's wish weighs more than a habit, and never more than what was agreed to. */
export const firstTried = <P extends string | null>(
  channel: StepChannel | null,
  preferred: P,
): P | Exclude<StepChannel, 'preferred'> => (channel === null || channel === 'preferred' ? preferred : channel)

/** What a step's clock starts with. The two others are about a needle that stays in on purpose. */
export const ANCHORS = ['last-needle-out', 'left-in-place', 'removal-day'] as const
export type Anchor = (typeof ANCHORS)[number]

/** `patient`: the language that the patient reads. */
export const STEP_LANGUAGES = ['patient', 'en', 'de'] as const
export type StepLanguage = (typeof STEP_LANGUAGES)[number]

/** Seen by the software; what else a plan may ask about are the conditions that the clinic's questions and rules know. */
export const OWN_FLAGS = ['first-visit', 'child', 'needle-left'] as const

/** Of which visits something is: any of the names of each list, and every list. An empty list asks nothing. */
export interface Fits {
  readonly techniques: readonly string[]
  /** Places, or regions with all in them. */
  readonly areaIds: readonly string[]
  readonly riskZones: readonly RiskZone[]
  readonly serviceIds: readonly string[]
  /** Of `OWN_FLAGS`, or codes of conditions. */
  readonly flags: readonly string[]
}

export const EVERY_VISIT: Fits = { techniques: [], areaIds: [], riskZones: [], serviceIds: [], flags: [] }

export interface AftercareStep {
  readonly id: string
  readonly anchor: Anchor
  /** From the moment the last needle was out. */
  readonly offsetMinutes: number
  readonly channel: StepChannel
  /** What quiet hours do with it. */
  readonly manner: QuietManner
  /** With the link to tell the clinic how one is. */
  readonly checkIn: boolean
  readonly language: StepLanguage
  /** The key of a text; which version of it is said is decided when it is sent. */
  readonly templateKey: string
  readonly fits: Fits
}

export interface AftercarePlan {
  readonly id: string
  readonly version: number
  readonly fits: Fits
  readonly steps: readonly AftercareStep[]
}

export interface AftercareFacts {
  readonly plans: readonly AftercarePlan[]
  /** None when nothing was needled: then nothing is due. */
  readonly techniques: readonly string[]
  /** Areas treated and the regions that hold them; `unknown` while nobody has written down where. */
  readonly areaIds: readonly string[] | 'unknown'
  /** Zones of the areas treated; `unknown` is taken for all of them. */
  readonly riskZones: readonly RiskZone[] | 'unknown'
  readonly serviceId: string | null
  readonly flags: readonly string[]
  readonly lastNeedleOutMs: number | null
  readonly plannedEndMs: number
}

export interface DueStep {
  readonly stepId: string
  readonly templateKey: string
  readonly channel: StepChannel
  readonly manner: QuietManner
  readonly checkIn: boolean
  readonly planVersion: number
  readonly offsetMinutes: number
  readonly dueMs: number
  readonly basis: 'last-needle-out' | 'planned-end'
  /** The message has to say what to do about chest pain and breathlessness, first. */
  readonly chestWarning: boolean
}

/** Whether an area near the lung was treated, or may have been: doubt is answered with the warning. */
export const needsChestWarning = (riskZones: AftercareFacts['riskZones']): boolean =>
  riskZones === 'unknown' || riskZones.includes('pleural')

const asksAny = (asked: readonly string[], found: readonly string[] | 'unknown'): boolean =>
  asked.length === 0 || found === 'unknown' || asked.some((one) => found.includes(one))

type Visit = Pick<AftercareFacts, 'techniques' | 'areaIds' | 'riskZones' | 'serviceId' | 'flags'>

/** Whether a visit is one of those that a plan, or one of its steps, is for. What nobody knows counts as a yes. */
export const fitsVisit = (fits: Fits, { techniques, areaIds, riskZones, serviceId, flags }: Visit): boolean =>
  asksAny(fits.techniques, techniques) &&
  asksAny(fits.areaIds, areaIds) &&
  asksAny(fits.riskZones, riskZones) &&
  asksAny(fits.serviceIds, serviceId === null ? [] : [serviceId]) &&
  asksAny(fits.flags, flags)

/**
 * Which messages a visit makes due and when, earliest first. Every plan that fits is followed, and the same text at the
 * same time is sent once, whichever plans name it; so later facts only ever add. The clock starts when the last needle
 * was out, or at the planned end as long as nobody has said so; it never waits for the visit to be completed (Z15).
 */
export const stepsFor = (facts: AftercareFacts): DueStep[] => {
  if (facts.techniques.length === 0) return []
  const { lastNeedleOutMs } = facts
  const startMs = lastNeedleOutMs ?? facts.plannedEndMs
  const due = facts.plans
    .filter(({ fits }) => fitsVisit(fits, facts))
    .flatMap(({ version, steps }) =>
      steps
        .filter(({ anchor, fits }) => anchor === 'last-needle-out' && fitsVisit(fits, facts))
        .map(
          (step): DueStep => ({
            stepId: step.id,
            templateKey: step.templateKey,
            channel: step.channel,
            manner: step.manner,
            checkIn: step.checkIn,
            planVersion: version,
            offsetMinutes: step.offsetMinutes,
            dueMs: startMs + step.offsetMinutes * 60_000,
            basis: lastNeedleOutMs === null ? 'planned-end' : 'last-needle-out',
            chestWarning: needsChestWarning(facts.riskZones),
          }),
        ),
    )
  return [...new Map(due.toReversed().map((step) => [sameWords(step), step])).values()].sort(
    (a, b) => a.dueMs - b.dueMs || (a.stepId < b.stepId ? -1 : 1),
  )
}

/** Two steps of which a patient would read the same twice at once. */
export const sameWords = ({ templateKey, offsetMinutes }: Pick<DueStep, 'templateKey' | 'offsetMinutes'>): string =>
  `${templateKey} ${offsetMinutes}`

export type PlanFault = 'step-twice' | 'chest-waits'

type StepAsWritten = Pick<AftercareStep, 'anchor' | 'offsetMinutes' | 'manner' | 'templateKey' | 'fits'>

/** What is wrong with the steps of a plan; null when nothing is. */
export const whyNotAPlan = (steps: readonly StepAsWritten[]): PlanFault | null => {
  // Z3: a check of the chest that waits until the morning comes too late
  if (steps.some(({ manner, fits }) => manner === 'after' && fits.riskZones.includes('pleural'))) return 'chest-waits'
  const said = steps.map((step) => [step.anchor, sameWords(step), JSON.stringify(step.fits)].join(' '))
  return new Set(said).size < said.length ? 'step-twice' : null
}
