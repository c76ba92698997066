import type { Transaction } from '#db/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import type { LocalizedText, RiskZone, Side } from '#domain/body/area.ts'
import { ageOn } from '#domain/encounter/age.ts'
import {
  type Acknowledgement,
  BOTH_SIDES_OF_THORAX,
  CHILD,
  type Condition,
  type ContraindicationRule,
  conditionsFromAnswers,
  contraindicationsOn,
  type Finding,
  findContraindications,
  mergeConditions,
  pointCodeOf,
  reachesBothLungs,
  type Target,
} from '#domain/encounter/contraindication.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { readScreening } from '#features/screening/queries.ts'
import type { Locale } from '#words/locale.ts'

/** A rule with what is shown of it. */
export interface StoredRule extends ContraindicationRule {
  readonly name: LocalizedText
  readonly advice: LocalizedText
  readonly source: string
  readonly approvedBy: string | null
}

/** The rules in force on a day. */
export const rulesOn = async (tx: Transaction, clinicId: string, date: string): Promise<StoredRule[]> => {
  const rows = await tx.contraindicationRule.findMany({
    where: { clinicId, state: 'in-force' },
    orderBy: [{ code: 'asc' }],
  })
  const rules = rows.map(
    (row): StoredRule => ({
      ...row,
      name: row.name as unknown as LocalizedText,
      advice: row.advice as unknown as LocalizedText,
      severity: row.severity as StoredRule['severity'],
      holds: row.holds as StoredRule['holds'],
      validFrom: row.validFrom.toISOString().slice(0, 10),
    }),
  )
  return contraindicationsOn(rules, date)
}

/** The clinic's policy of age on a day, of the jurisdiction that began last; null where none was set. */
export const capacityOn = (tx: Transaction, clinicId: string, date: string) =>
  tx.capacityPolicy.findFirst({
    where: { clinicId, state: 'in-force', validFrom: { lte: new Date(`${date}T00:00:00Z`) } },
    orderBy: [{ validFrom: 'desc' }, { version: 'desc' }],
  })

/** What of a visit the rules ask about. */
export interface VisitToCheck {
  readonly clinicId: string
  readonly encounter: { readonly id: string } | null
  readonly patientId: string
  readonly startsAt: Date
  readonly timeZone: string
  readonly technique: string | null
  readonly patient: { readonly birthDate: Date | null }
}

interface Node {
  readonly id: string
  readonly parentId: string | null
  readonly side: Side
  readonly riskZones: readonly RiskZone[]
}

const liesIn =
  (nodes: ReadonlyMap<string, Node>) =>
  (leafId: string, areaId: string): boolean => {
    const seen = new Set<string>()
    for (let at = nodes.get(leafId); at !== undefined && !seen.has(at.id); at = nodes.get(at.parentId ?? '')) {
      if (at.id === areaId) return true
      seen.add(at.id)
    }
    return false
  }

const acknowledgementsOf = async (tx: Transaction, clinicId: string, patientId: string): Promise<Acknowledgement[]> => {
  const rows = await tx.acknowledgement.findMany({
    where: { clinicId, patientId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: 200,
  })
  return rows.map((row) => ({
    ruleId: row.ruleId,
    encounterId: row.encounterId,
    technique: row.technique,
    known: row.known,
    decision: row.decision as Acknowledgement['decision'],
    atMs: row.at.getTime(),
    waitsForCoSign: row.needsCoSign && row.coSignedAt === null,
  }))
}

const recordedConditions = async (tx: Transaction, clinicId: string, patientId: string): Promise<Condition[]> =>
  (await tx.patientCondition.findMany({ where: { clinicId, patientId, endedAt: null } })).map(({ code, note }) => ({
    ...{ code, unsure: false, areaIds: null },
    note: note?.trim() || null,
  }))

const aboutTheVisit = (code: string, applies: boolean): Condition[] =>
  applies ? [{ code, unsure: false, note: null, areaIds: null }] : []

/** What the clinic's rules say to a visit and to the places it is to needle, or has, gravest first. */
export const findingsOf = async (
  tx: Transaction,
  visit: VisitToCheck,
  targets: readonly Target[],
  nowMs: number,
): Promise<Finding<StoredRule>[]> => {
  const { clinicId, patientId, timeZone: zone, technique, encounter } = visit
  const date = localDateOf(nowMs, zone)
  const rules = await rulesOn(tx, clinicId, date)
  const { questions, answers } = await readScreening(tx, visit, nowMs)
  const capacity = await capacityOn(tx, clinicId, date)
  const born = visit.patient.birthDate?.toISOString().slice(0, 10) ?? null
  const rows = await tx.bodyArea.findMany({
    where: { clinicId },
    select: { id: true, parentId: true, side: true, riskZones: true },
  })
  const nodes = new Map(rows.map((row) => [row.id, row as Node]))
  const areas = targets.flatMap(({ areaId }) => nodes.get(areaId) ?? [])
  return findContraindications({
    rules,
    conditions: [
      ...mergeConditions(conditionsFromAnswers(questions, answers), await recordedConditions(tx, clinicId, patientId)),
      ...aboutTheVisit(CHILD, capacity !== null && born !== null && ageOn(born, date) < capacity.childUnderYears),
      ...aboutTheVisit(BOTH_SIDES_OF_THORAX, reachesBothLungs(areas)),
    ],
    technique,
    targets,
    acknowledgements: await acknowledgementsOf(tx, clinicId, patientId),
    encounterId: encounter?.id ?? null,
    nowMs,
    zone,
    liesIn: liesIn(nodes),
  })
}

interface VisitWithPlaces extends VisitToCheck {
  readonly encounter: {
    readonly id: string
    readonly procedures: readonly {
      readonly areaId: string
      readonly technique: string
      readonly point: string | null
      readonly enteredInError: boolean
    }[]
  } | null
  readonly appointmentAreas: readonly { readonly areaId: string }[]
}

/** What somebody is just choosing: places, and points in them as they were typed. */
export interface Choosing {
  readonly areaIds: readonly string[]
  readonly points: readonly { readonly areaId: string; readonly point: string }[]
}

/** The places of a visit as rules read them: planned, needled by now, and those that somebody is just choosing. */
export const targetsOf = (visit: VisitWithPlaces, { areaIds, points }: Choosing = { areaIds: [], points: [] }) => {
  const technique = visit.technique ?? ''
  const treated = visit.encounter?.procedures.filter(({ enteredInError }) => !enteredInError) ?? []
  const named = points.map(({ areaId, point }) => ({ areaId, technique, pointCode: pointCodeOf(point) }))
  const places = [...visit.appointmentAreas.map(({ areaId }) => areaId), ...areaIds]
  const unnamed = places.filter((areaId) => named.every((one) => one.areaId !== areaId || one.pointCode === null))
  const planned: Target[] =
    visit.technique === null ? [] : [...named, ...unnamed.map((areaId) => ({ areaId, technique, pointCode: null }))]
  return [
    ...treated.map(({ areaId, technique, point }): Target => ({ areaId, technique, pointCode: pointCodeOf(point) })),
    ...planned,
  ]
}

/** How often each rule was asked about since an instant, and how often needling went on all the same. */
export const overrideRates = (tx: Transaction, sinceMs: number) =>
  tx.$queryRaw<{ code: string; wentOn: number; leftOut: number; visits: number }[]>`
    SELECT code, went_on AS "wentOn", left_out AS "leftOut", visits FROM override_rates(${new Date(sinceMs).toISOString()}::timestamptz)`

/** Why a zone of the body asks for care. */
export interface StoredZone {
  readonly zone: RiskZone
  readonly why: LocalizedText
  readonly warnMaxLengthMm: number | null
  readonly source: string
  readonly approvedBy: string | null
}

/** The risk zones of the clinic's policy on a day: of each the latest version that has begun. */
export const zonesOnDate = async (tx: Transaction, clinicId: string, date: string): Promise<StoredZone[]> => {
  const rows = await tx.riskZonePolicy.findMany({
    where: { clinicId, state: 'in-force', validFrom: { lte: new Date(`${date}T00:00:00Z`) } },
    distinct: ['zone'],
    orderBy: [{ zone: 'asc' }, { validFrom: 'desc' }, { version: 'desc' }],
  })
  return rows.map(({ zone, why, warnMaxLengthMm, source, approvedBy }) => ({
    zone: zone as RiskZone,
    why: why as unknown as LocalizedText,
    ...{ warnMaxLengthMm, source, approvedBy },
  }))
}

export const zonesOn = (tx: Transaction, { clinicId, timeZone }: VisitToCheck, nowMs: number) =>
  zonesOnDate(tx, clinicId, localDateOf(nowMs, timeZone))

/** Whether the patient is too young to sign alone by the clinic's policy. An unknown birth date decides nothing. */
export const guardianSigns = async (
  tx: Transaction,
  { clinicId, timeZone, patient }: Pick<VisitToCheck, 'clinicId' | 'timeZone' | 'patient'>,
  nowMs: number,
): Promise<boolean> => {
  const date = localDateOf(nowMs, timeZone)
  const born = patient.birthDate?.toISOString().slice(0, 10)
  const capacity = await capacityOn(tx, clinicId, date)
  return capacity !== null && born !== undefined && ageOn(born, date) < capacity.signsFromYears
}

/** Decisions that wait for a clinical lead, the oldest first. */
export const waitingDecisions = async (
  tx: Transaction,
  actor: StaffActor,
  { limit, cursor }: { readonly limit: number; readonly cursor: string | null },
  locale: Locale,
) => {
  const rows = await tx.acknowledgement.findMany({
    where: {
      ...{ clinicId: actor.clinicId, needsCoSign: true, coSignedAt: null },
      ...(cursor !== null && { id: { gt: cursor } }),
    },
    include: { patient: { select: { name: true } }, rule: { select: { name: true } } },
    orderBy: { id: 'asc' },
    take: limit + 1,
  })
  const decisions = rows.slice(0, limit).map((row) => ({
    id: row.id,
    patientName: row.patient.name,
    ruleName: (row.rule.name as unknown as LocalizedText)[locale],
    reason: row.reason,
    byName: row.byName,
    atIso: row.at.toISOString(),
    mine: row.byIdentityId === actor.identityId,
  }))
  return { decisions, nextCursor: rows.length > limit ? (decisions.at(-1)?.id ?? null) : null }
}
