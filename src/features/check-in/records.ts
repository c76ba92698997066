import { randomBytes } from 'node:crypto'
import { appendAudit } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import type { SystemActor } from '#domain/actor.ts'
import {
  type CheckIn,
  type Hit,
  ONLY_WORDS,
  saysAnything,
  type Tier,
  type Triage,
  triage,
  triageUnknownText,
} from '#domain/aftercare/triage.ts'
import type { RiskZone } from '#domain/body/area.ts'
import type { Asking } from '#domain/outcome/asking.ts'
import { localDateOf, MINUTE_MS } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { lockRecord } from '#features/encounter/queries.ts'
import { countedBefore, keepFoundNeedle, keepIncident } from '#features/incident/records.ts'
import { messagePolicy } from '#features/message-policy/queries.ts'
import { activitiesOf } from '#features/observation/queries.ts'
import { triageRulesOn, triageTermsOn } from '#features/triage-policy/queries.ts'
import { enqueue } from '#jobs/queue.ts'
import { uuidv7 } from '#lib/ids.ts'
import { parseLocale } from '#words/locale.ts'
import { translateFor } from '#words/translator.ts'
import { type AnsweredVisit, answeredVisit, hashOf, latestVisitOf } from './queries.ts'

const DAY_MS = 86_400_000

interface LinkFor {
  readonly clinicId: string
  readonly patientId: string
  readonly encounterId: string
  /** What it asks for in numbers besides. */
  readonly asking?: Asking | null
}

/** Makes a link for a message about a visit. The token stands in the message alone; whoever has it may answer and no more. */
export const newCheckInLink = async (
  tx: Transaction,
  { clinicId, patientId, encounterId, asking = null }: LinkFor,
  nowMs: number,
): Promise<{ readonly token: string; readonly expiresMs: number }> => {
  const token = randomBytes(32).toString('base64url')
  const date = localDateOf(nowMs, await clinicZone(tx, clinicId))
  const expiresMs = nowMs + (await messagePolicy(tx, clinicId, date)).checkInDays * DAY_MS
  await tx.checkInLink.createMany({
    data: {
      ...{ clinicId, patientId, encounterId, tokenHash: hashOf(token) },
      ...{ createdAt: new Date(nowMs), expiresAt: new Date(expiresMs) },
      ...{ afterDays: asking?.afterDays ?? null, numbersOnly: asking?.only ?? false },
    },
  })
  return { token, expiresMs }
}

export interface GivenAnswer {
  readonly patientId: string
  /** Null: nobody knows of which visit it is. */
  readonly encounterId: string | null
  readonly via: 'link' | 'portal' | 'sms'
  readonly linkId: string | null
  readonly identityId: string | null
  readonly said: CheckIn & { readonly needles: number; readonly scores: readonly Score[] }
  /** What was asked for in numbers; none is kept that nobody asked for. */
  readonly asking: Asking | null
}

export interface Score {
  /** Null: pain. */
  readonly goalId: string | null
  readonly value: number
}

/**
 * Keeps what somebody answered, sorted by the clinic's table, with all that follows from it in the same transaction: the
 * task that somebody has to take, the incident, the needle beside the count. It is the clinic's own work, whoever answered.
 */
export const keepAnswer = async (
  tx: Transaction,
  actor: SystemActor,
  given: GivenAnswer,
  nowMs: number,
): Promise<{ readonly checkInId: string; readonly tier: Tier }> => {
  const { clinicId } = actor
  const { patientId, encounterId, via, linkId, identityId, said } = given
  if (encounterId !== null) await lockRecord(tx, clinicId, encounterId)
  const visit = encounterId === null ? null : await answeredVisit(tx, clinicId, encounterId)
  const { needles, scores, ...marked } = said
  const date = localDateOf(nowMs, visit?.appointment.timeZone ?? (await clinicZone(tx, clinicId)))
  const { answerMinutes, takeMinutes } = await messagePolicy(tx, clinicId, date)
  const asksForSigns = given.asking?.only !== true || saysAnything(marked)
  const pain = scores.find(({ goalId }) => goalId === null)?.value ?? null
  // how much it hurts is sorted as soreness is, where nothing is said of that
  const answer = { ...marked, soreness: marked.soreness ?? (given.asking === null ? null : pain) }
  const { sorted, termsIds } = await sort(tx, clinicId, answer, visit, { date, answerMinutes, asksForSigns })
  const checkInId = uuidv7()
  await tx.checkIn.createMany({
    data: {
      ...{ clinicId, id: checkInId, patientId, encounterId, via, linkId, identityId, at: new Date(nowMs) },
      ...{ ...marked, needles: (said.needle ?? 'none') === 'none' ? null : needles },
      ...{ tier: sorted.tier, rings: sorted.rings },
      dueAt: sorted.dueMinutes === null ? null : new Date(nowMs + sorted.dueMinutes * MINUTE_MS),
      ...{ signs: sorted.hits.map(({ sign }) => sign), ruleIds: sorted.rules.map(({ id }) => id), termsIds },
    },
  })
  await keepScores(tx, clinicId, { ...given, checkInId }, nowMs)
  const { rings, tier } = sorted
  await keepWhatFollows(tx, actor, { ...given, checkInId, sorted, visit, takeMinutes }, nowMs)
  // at once, and once more when nobody has taken it
  if (rings)
    for (const dueMs of [nowMs, nowMs + takeMinutes * MINUTE_MS])
      await enqueue(tx, 'raise-answer-alert', { clinicId, checkInId }, { dueMs, nowMs })
  return { checkInId, tier }
}

const sort = async (
  tx: Transaction,
  clinicId: string,
  answer: CheckIn,
  visit: AnsweredVisit | null,
  { date, answerMinutes, asksForSigns }: { date: string; answerMinutes: number; asksForSigns: boolean },
): Promise<{ readonly sorted: Triage; readonly termsIds: string[] }> => {
  const procedures = visit?.procedures ?? []
  const terms = await triageTermsOn(tx, clinicId, date)
  const sorted = triage({
    answer,
    techniques: procedures.map(({ technique }) => technique),
    // while nobody has written down where, it may have been near the lung
    riskZones: procedures.length === 0 ? 'unknown' : procedures.flatMap(({ area }) => area.riskZones as RiskZone[]),
    rules: await triageRulesOn(tx, clinicId, date),
    ...{ terms, answerMinutes, asksForSigns },
  })
  return { sorted, termsIds: answer.words.trim() === '' ? [] : terms.map(({ id }) => id) }
}

/** Numbers stand beside the answer that they came with; of activities only those of this patient that stand. */
const keepScores = async (
  tx: Transaction,
  clinicId: string,
  { checkInId, patientId, encounterId, asking, said: { scores } }: GivenAnswer & { readonly checkInId: string },
  nowMs: number,
): Promise<void> => {
  if (asking === null || encounterId === null || scores.length === 0) return
  const own = (await activitiesOf(tx, clinicId, patientId)).map(({ goalId }) => goalId)
  const rows = scores.filter(({ goalId }) => goalId === null || own.includes(goalId))
  await tx.patientScore.createMany({
    data: rows.map(({ goalId, value }) => ({
      ...{ clinicId, patientId, encounterId, checkInId, goalId, value },
      ...{ afterDays: asking.afterDays, at: new Date(nowMs) },
    })),
    skipDuplicates: true,
  })
}

interface Following extends GivenAnswer {
  readonly checkInId: string
  readonly sorted: Triage
  readonly visit: AnsweredVisit | null
  /** Until somebody has taken what rings, before it goes further. */
  readonly takeMinutes: number
}

const isNeedle = ({ sign }: Hit): boolean => sign === 'needle-in-body' || sign === 'needle-outside'

/** What rings is due no later than the clinic gives until it is taken. */
const dueMsOf = (rings: boolean, dueMinutes: number, { takeMinutes }: Following, nowMs: number): number =>
  nowMs + Math.min(dueMinutes, rings ? takeMinutes : dueMinutes) * MINUTE_MS

const keepWhatFollows = async (
  tx: Transaction,
  actor: SystemActor,
  following: Following,
  nowMs: number,
): Promise<void> => {
  const { clinicId } = actor
  const { checkInId, sorted, visit, patientId, encounterId, said } = following
  const needle = sorted.hits.find(isNeedle)
  const others = sorted.hits.filter((hit) => !isNeedle(hit))
  if (visit !== null && needle !== undefined) await keepNeedle(tx, actor, following, visit, needle, nowMs)
  if (sorted.tier === 'harmless') return
  // beside a needle alone there is nothing more to do
  if (visit !== null && needle !== undefined && others.length === 0 && said.words === '') return
  const rings = others.some((hit) => hit.rings) || (needle?.rings ?? false)
  await tx.task.createMany({
    data: {
      ...{ clinicId, kind: KIND_OF[sorted.tier], status: 'open', checkInId, rings, detail: {} },
      ...{ patientId, encounterId, appointmentId: visit?.appointmentId ?? null },
      practitionerId: visit?.practitionerId ?? null,
      dueAt: new Date(dueMsOf(rings, sorted.dueMinutes ?? 0, following, nowMs)),
    },
  })
  if (visit !== null) await keepIncidents(tx, actor, visit.id, sorted.tier, others, nowMs)
}

/** What the task of an answer is called, by how it was sorted. */
export const KIND_OF = {
  emergency: 'answer-emergency',
  concerning: 'answer-concerning',
  unclassified: 'answer-unclear',
} as const satisfies Record<Exclude<Tier, 'harmless'>, string>

/** Z4: a needle that a patient found stands beside the completed count, with its incident and its task, all three or none. */
const keepNeedle = async (
  tx: Transaction,
  actor: SystemActor,
  following: Following,
  visit: AnsweredVisit,
  hit: Hit,
  nowMs: number,
): Promise<void> => {
  const { said, checkInId } = following
  const { needle, needles } = said
  if (needle !== 'in-the-body' && needle !== 'outside') return
  const { id: encounterId, patient, appointment, status } = visit
  const t = await clinicWords(tx, actor.clinicId)
  // an open count is counted again, and one under which no such needle went in has nothing to correct: both are looked at
  const was = status === 'finished' ? await countedBefore(tx, actor.clinicId, { encounterId, needles }) : null
  const found = {
    ...{ encounterId, needles, found: needle, foundOn: localDateOf(nowMs, appointment.timeZone), byName: patient.name },
    description: [t(`answer.incident.${hit.sign}`), said.words].filter((line) => line !== '').join('\n'),
    answer: { checkInId, rings: hit.rings, dueMs: dueMsOf(hit.rings, hit.dueMinutes, following, nowMs) },
  }
  await keepFoundNeedle(tx, actor, visit, found, was, nowMs)
}

/** What the table says is written down as an incident; an emergency always is. */
const keepIncidents = async (
  tx: Transaction,
  actor: SystemActor,
  encounterId: string,
  tier: Tier,
  hits: readonly Hit[],
  nowMs: number,
): Promise<void> => {
  const t = await clinicWords(tx, actor.clinicId)
  const kinds = new Map<string, Hit>()
  for (const hit of hits) {
    for (const { incidentKind } of hit.deciding) if (incidentKind !== null) kinds.set(incidentKind, hit)
    if (hit.tier === 'emergency' && hit.deciding.every(({ incidentKind }) => incidentKind === null))
      kinds.set(hit.sign === 'chest' ? 'breathing' : 'other', hit)
  }
  if (tier === 'harmless') return
  for (const [kind, { sign }] of kinds)
    await keepIncident(tx, actor, { encounterId, kind, description: t(`answer.incident.${sign}`) }, nowMs)
}

const clinicWords = async (tx: Transaction, clinicId: string) => {
  const { locale } = await tx.clinic.findUniqueOrThrow({ where: { id: clinicId }, select: { locale: true } })
  return translateFor(parseLocale(locale))
}

export interface UnknownText {
  readonly tier: Exclude<Tier, 'harmless'>
  readonly kind: (typeof KIND_OF)[keyof typeof KIND_OF]
  readonly rings: boolean
  readonly dueMs: number
  readonly takeMinutes: number
  /** The versions of the table and of the lists that sorted it. */
  readonly ruleIds: string[]
  readonly termsIds: string[]
}

/** How a text is sorted of which nobody knows whose it is; what rings is due as an answer that rings. */
export const sortUnknownText = async (
  tx: Transaction,
  clinicId: string,
  words: string,
  nowMs: number,
): Promise<UnknownText> => {
  const date = localDateOf(nowMs, await clinicZone(tx, clinicId))
  const { answerMinutes, takeMinutes } = await messagePolicy(tx, clinicId, date)
  const [rules, terms] = [await triageRulesOn(tx, clinicId, date), await triageTermsOn(tx, clinicId, date)]
  const { tier, rings, dueMinutes, rules: deciding } = triageUnknownText(words, { rules, terms, answerMinutes })
  const sorted = tier === 'harmless' ? 'unclassified' : tier
  const minutes = dueMinutes ?? answerMinutes
  return {
    ...{ tier: sorted, kind: KIND_OF[sorted], rings, takeMinutes },
    dueMs: nowMs + Math.min(minutes, rings ? takeMinutes : minutes) * MINUTE_MS,
    ...{ ruleIds: deciding.map(({ id }) => id), termsIds: terms.map(({ id }) => id) },
  }
}

/** Those on duty are told at once of a text that rings, and everybody when nobody has taken it. */
export const ringForText = async (
  tx: Transaction,
  clinicId: string,
  { incomingTextId, takeMinutes }: { readonly incomingTextId: string; readonly takeMinutes: number },
  nowMs: number,
): Promise<void> => {
  for (const dueMs of [nowMs, nowMs + takeMinutes * MINUTE_MS])
    await enqueue(tx, 'raise-answer-alert', { clinicId, incomingTextId }, { dueMs, nowMs })
}

/** An answer by text message that is about no visit we know: so long a visit is taken to be meant. */
const VISIT_MEANT_DAYS = 7

export interface Reply {
  readonly clinicId: string
  readonly patientId: string
  readonly text: string
  readonly receivedMs: number
  readonly channel: 'sms'
}

/** A text message that a patient sent: sorted like any other answer, by its words alone. */
export const recordReply = async (
  tx: Transaction,
  { clinicId, patientId, text, receivedMs }: Reply,
): Promise<{ readonly checkInId: string; readonly tier: Tier }> => {
  const actor = { kind: 'system', clinicId } as const
  const encounterId = await latestVisitOf(tx, clinicId, patientId, receivedMs - VISIT_MEANT_DAYS * DAY_MS)
  const said = { ...ONLY_WORDS, words: text.trim().slice(0, LONGEST_KEPT), needles: 1, scores: [] }
  const given = { patientId, encounterId, via: 'sms' as const, linkId: null, identityId: null, said, asking: null }
  const kept = await keepAnswer(tx, actor, given, receivedMs)
  const audit = { action: 'answer-check-in', entityType: 'CheckIn', entityId: kept.checkInId, patientId }
  await appendAudit(tx, actor, null, { ...audit, detail: { via: 'sms', tier: kept.tier } })
  return kept
}

const LONGEST_KEPT = 4000
