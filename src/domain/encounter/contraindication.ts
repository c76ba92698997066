import type { BodyArea } from '../body/area.ts'
import { type Question, raisesCondition, type ScreeningAnswers } from './screening.ts'

export type Severity = 'block' | 'acknowledge' | 'info'

/** What speaks against needling: a row of clinic policy with source and approver, never advice of the software. */
export interface ContraindicationRule {
  readonly id: string
  readonly code: string
  readonly version: number
  readonly conditionCode: string
  /** None: every technique. */
  readonly techniques: readonly string[]
  /** Leaves, or regions with all in them. None: wherever the condition is, else everywhere. */
  readonly areaIds: readonly string[]
  /** Some: the rule is about these points alone, which lie in its areas. */
  readonly pointCodes: readonly string[]
  /** `block`: not planned. `acknowledge`: the practitioner decides and says why. `info`: only shown. */
  readonly severity: Severity
  /** How long a decision holds: this visit, some months, or until what is known changes. */
  readonly holds: 'visit' | 'months' | 'until-changed'
  readonly holdsMonths: number | null
  /** Who works under supervision needs the clinical lead's signature. */
  readonly coSign: boolean
  /** Whoever says so for the first time is asked for consent again. */
  readonly renewsConsent: boolean
  readonly active: boolean
  /** 'YYYY-MM-DD' where the clinic is. */
  readonly validFrom: string
}

/** Something that is so about a patient or a visit. */
export interface Condition {
  readonly code: string
  /** Nobody knows for certain; weighs like a yes. */
  readonly unsure: boolean
  readonly note: string | null
  /** Where it is; null: nobody said, or it is not of one place. */
  readonly areaIds: readonly string[] | null
}

/** What is to be needled, or was: a leaf, by which technique, at which point where the record names one. */
export interface Target {
  readonly areaId: string
  readonly technique: string
  readonly pointCode: string | null
}

/** A point as rules name it, however it was typed: "li 4" is LI4, "BL-60" is BL60. Null when it is no code of a point. */
export const pointCodeOf = (typed: string | null): string | null => {
  const [, letters, number] = /^\s*([a-z]{1,3})[\s.-]*0*(\d{1,2})\b/i.exec(typed ?? '') ?? []
  return letters === undefined || number === undefined ? null : `${letters.toUpperCase()}${number}`
}

/** What somebody who treats decided about a rule, here or in an earlier visit of the patient. */
export interface Acknowledgement {
  readonly ruleId: string
  readonly encounterId: string
  readonly technique: string
  /** What was known of the condition then, as `knownOf` says it. */
  readonly known: string
  readonly decision: 'go-on' | 'leave-out'
  readonly atMs: number
  readonly waitsForCoSign: boolean
}

/**
 * `blocked` and `asks` interrupt: it is dangerous, or new since it was decided. `waits` for the clinical lead. The others
 * stand quietly in view (Z9).
 */
export type Standing = 'blocked' | 'asks' | 'waits' | 'left-out' | 'decided' | 'known'

export interface Finding<R extends ContraindicationRule = ContraindicationRule> {
  readonly rule: R
  readonly condition: Condition
  readonly standing: Standing
  /** The targets' areas it is about; none while no target is, and the rule is only told. */
  readonly areaIds: readonly string[]
  /** The rule's points lie in these areas, and nobody has named a point there: it is asked whether they are left out. */
  readonly near: boolean
}

/** The rules in force on a day: of each code the latest version that has begun, while it is active. */
export const contraindicationsOn = <T extends Pick<ContraindicationRule, 'code' | 'version' | 'validFrom' | 'active'>>(
  rules: readonly T[],
  date: string,
): T[] => {
  const begun = rules.filter(({ validFrom }) => validFrom <= date)
  const latest = begun.filter((rule) => !begun.some((other) => other.code === rule.code && isLater(other, rule)))
  return latest.filter(({ active }) => active)
}

const isLater = (
  a: Pick<ContraindicationRule, 'version' | 'validFrom'>,
  b: Pick<ContraindicationRule, 'version' | 'validFrom'>,
): boolean => a.validFrom > b.validFrom || (a.validFrom === b.validFrom && a.version > b.version)

/** What the answers say about a patient, each by the condition its question stands for. */
export const conditionsFromAnswers = (questions: readonly Question[], answers: ScreeningAnswers): Condition[] =>
  questions.flatMap(({ id, conditionCode }): Condition[] => {
    const answer = answers[id]
    if (conditionCode === null || !raisesCondition(answer) || answer.value === 'text') return []
    return [
      {
        code: conditionCode,
        unsure: answer.value === 'unsure',
        note: answer.note?.trim() || null,
        areaIds: answer.areaIds?.length ? answer.areaIds : null,
      },
    ]
  })

/** Both lungs may be reached in one visit. */
export const BOTH_SIDES_OF_THORAX = 'both-sides-of-thorax'
/** Younger than the clinic's policy calls grown enough. */
export const CHILD = 'child'

/** Whether needles near the lung are on both sides; what lies in the middle counts as both. */
export const reachesBothLungs = (areas: readonly Pick<BodyArea, 'side' | 'riskZones'>[]): boolean => {
  const sides = new Set(areas.filter(({ riskZones }) => riskZones.includes('pleural')).map(({ side }) => side))
  return sides.has('midline') || (sides.has('left') && sides.has('right'))
}

/** Each condition once: what the patient said today stands before what is on record, and lacks none of its words. */
export const mergeConditions = (said: readonly Condition[], onRecord: readonly Condition[]): Condition[] => [
  ...said.map((condition) => {
    const known = onRecord.find(({ code }) => code === condition.code)
    return {
      ...condition,
      note: condition.note ?? known?.note ?? null,
      areaIds: condition.areaIds ?? known?.areaIds ?? null,
    }
  }),
  ...onRecord.filter(({ code }) => said.every((condition) => condition.code !== code)),
]

/** What is known of a condition, so that a decision about it can be told from one about something else. */
export const knownOf = ({ unsure, note, areaIds }: Condition): string =>
  JSON.stringify([unsure, note ?? '', [...(areaIds ?? [])].sort()])

export interface RulesQuestion<R extends ContraindicationRule = ContraindicationRule> {
  readonly rules: readonly R[]
  readonly conditions: readonly Condition[]
  /** What the visit is for; null when nothing is needled. */
  readonly technique: string | null
  readonly targets: readonly Target[]
  /** The latest first. */
  readonly acknowledgements: readonly Acknowledgement[]
  readonly encounterId: string | null
  readonly nowMs: number
  readonly zone: string
  /** Whether a leaf lies in an area. */
  readonly liesIn: (leafId: string, areaId: string) => boolean
}

const ORDER: readonly Standing[] = ['blocked', 'asks', 'waits', 'left-out', 'decided', 'known']

/**
 * What the clinic's rules say to this visit, gravest first. A precaution asks for a decision and refuses nothing, for
 * sources disagree and clinicians decide; a decision that still holds is not asked for again.
 */
export const findContraindications = <R extends ContraindicationRule>(question: RulesQuestion<R>): Finding<R>[] => {
  const { rules, conditions } = question
  return conditions
    .flatMap((condition) =>
      rules
        .filter(({ conditionCode, techniques }) => conditionCode === condition.code && concerns(techniques, question))
        .map((rule) => findingOf(rule, condition, question)),
    )
    .sort((a, b) => ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing))
}

const concerns = (techniques: readonly string[], { technique, targets }: RulesQuestion): boolean =>
  techniques.length === 0 ||
  techniques.includes(technique ?? '') ||
  targets.some((target) => techniques.includes(target.technique))

const findingOf = <R extends ContraindicationRule>(
  rule: R,
  condition: Condition,
  question: RulesQuestion,
): Finding<R> => {
  const named = targetsOf(rule, condition, question)
  const near = named.length === 0 ? targetsNear(rule, question) : []
  const areaIds = [...new Set([...named, ...near].map(({ areaId }) => areaId))]
  const needles = question.technique !== null || question.targets.length > 0
  const inPlay = needles && (areaIds.length > 0 || concernsAll(rule, condition))
  const finding = { rule, condition, areaIds, near: near.length > 0 }
  if (rule.severity === 'info' || !inPlay) return { ...finding, near: false, standing: 'known' }
  if (rule.severity === 'block' && !finding.near) return { ...finding, standing: 'blocked' }
  const decided = question.acknowledgements.find((one) => decides(one, finding, question))
  if (decided === undefined) return { ...finding, standing: 'asks' }
  if (decided.decision === 'leave-out') return { ...finding, standing: 'left-out' }
  return { ...finding, standing: decided.waitsForCoSign ? 'waits' : 'decided' }
}

/** Whether it is about whatever is needled by the technique, and not about some places or points. */
const concernsAll = ({ areaIds, pointCodes }: ContraindicationRule, condition: Condition): boolean =>
  areaIds.length === 0 && pointCodes.length === 0 && condition.areaIds === null

const targetsOf = (rule: ContraindicationRule, condition: Condition, { targets, liesIn }: RulesQuestion): Target[] => {
  const places = rule.areaIds.length > 0 ? rule.areaIds : condition.areaIds
  return targets.filter(({ areaId, technique, pointCode }) => {
    if (rule.techniques.length > 0 && !rule.techniques.includes(technique)) return false
    if (rule.pointCodes.length > 0) return pointCode !== null && rule.pointCodes.includes(pointCode)
    return places === null || places.some((place) => place === 'anywhere' || liesIn(areaId, place))
  })
}

/** Places in which points of the rule lie and of which no point is named: one of them may be meant. */
const targetsNear = (rule: ContraindicationRule, { targets, liesIn }: RulesQuestion): Target[] =>
  rule.pointCodes.length === 0
    ? []
    : targets.filter(
        ({ areaId, technique, pointCode }) =>
          pointCode === null &&
          (rule.techniques.length === 0 || rule.techniques.includes(technique)) &&
          rule.areaIds.some((place) => liesIn(areaId, place)),
      )

const decides = (
  one: Acknowledgement,
  { rule, condition, near }: Pick<Finding, 'rule' | 'condition' | 'near'>,
  question: RulesQuestion,
) => {
  const { encounterId, nowMs, technique, zone } = question
  if (one.ruleId !== rule.id || one.known !== knownOf(condition) || one.technique !== (technique ?? '')) return false
  if (one.encounterId === encounterId) return true
  // what is left out is left out today; that points are goes on as long as the rule says
  if ((one.decision === 'leave-out' && !near) || rule.holds === 'visit' || one.waitsForCoSign) return false
  if (rule.holds === 'until-changed' || rule.holdsMonths === null) return true
  const months = { months: rule.holdsMonths }
  return nowMs < Temporal.Instant.fromEpochMilliseconds(one.atMs).toZonedDateTimeISO(zone).add(months).epochMilliseconds
}

/** Whether it stops whoever works until it is looked at (Z9): dangerous, or new since it was decided. */
export const interrupts = ({ standing }: Pick<Finding, 'standing'>): boolean =>
  standing === 'blocked' || standing === 'asks' || standing === 'waits'

/**
 * Why a box is not opened for a visit; null when nothing is in the way. A place that is ruled out leaves the others. What
 * has happened is never refused.
 */
export const whyNotOpened = <F extends Finding>(findings: readonly F[]): F | null =>
  findings.find((finding) =>
    finding.standing === 'blocked' ? concernsAll(finding.rule, finding.condition) : interrupts(finding),
  ) ?? null

/** Whether a rule keeps needles of the visit out of an area altogether. */
export const rulesOutArea = ({ standing, rule, condition, areaIds, near }: Finding, areaId: string): boolean =>
  !near &&
  (standing === 'blocked' || standing === 'left-out') &&
  (areaIds.includes(areaId) || concernsAll(rule, condition))

/**
 * The rules that needles broke by going in: blocked, left out, or never decided about. Beside points that are left out
 * the place may be needled.
 */
export const brokenBy = <F extends Finding>(findings: readonly F[]): F[] =>
  findings.filter((finding) => interrupts(finding) || (finding.standing === 'left-out' && !finding.near))

/** The conditions whose first mention asks for consent again. */
export const renewingConditions = (findings: readonly Finding[]): string[] => [
  ...new Set(findings.filter(({ rule }) => rule.renewsConsent).map(({ condition }) => condition.code)),
]
