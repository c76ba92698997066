import { createHash } from 'node:crypto'
import type { Transaction } from '#db/client.ts'
import type { Sign, Tier } from '#domain/aftercare/triage.ts'
import { emergencyNumbers } from '#domain/contact/emergency-number.ts'
import { type Asking, askingOfStep } from '#domain/outcome/asking.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { PHOTOS, photosAsRead } from '#features/answer-photo/queries.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { activitiesOf, askAfterDays } from '#features/observation/queries.ts'
import { decidedBy, wordsOfRules } from '#features/triage-policy/queries.ts'
import type { Locale } from '#words/locale.ts'

/** Only this is kept of a token. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** The link of a token, over or not; the caller is the clinic itself. */
export const linkOf = (tx: Transaction, clinicId: string, token: string) =>
  tx.checkInLink.findUnique({ where: { clinicId_tokenHash: { clinicId, tokenHash: hashOf(token) } } })

/** The visit that an answer is about, with all that sorting needs; needles that were written down by mistake do not count. */
export const answeredVisit = (tx: Transaction, clinicId: string, encounterId: string) =>
  tx.encounter.findUniqueOrThrow({
    where: { clinicId_id: { clinicId, id: encounterId } },
    select: {
      ...{ id: true, status: true, patientId: true, practitionerId: true, appointmentId: true },
      patient: { select: { name: true, erasedAt: true } },
      appointment: { select: { startsAt: true, timeZone: true } },
      procedures: {
        where: { enteredInError: false },
        select: { technique: true, area: { select: { riskZones: true } } },
      },
    },
  })
export type AnsweredVisit = Awaited<ReturnType<typeof answeredVisit>>

/** The visit of somebody who writes without saying of which: the latest one in which they were needled. */
export const latestVisitOf = async (tx: Transaction, clinicId: string, patientId: string, sinceMs: number) => {
  const found = await tx.encounter.findFirst({
    where: {
      ...{ clinicId, patientId, status: { not: 'entered-in-error' }, startedAt: { gte: new Date(sinceMs) } },
      procedures: { some: { enteredInError: false } },
    },
    orderBy: { startedAt: 'desc' },
    select: { id: true },
  })
  return found?.id ?? null
}

/** The visit of a message of these patients; null when it is none of theirs or about no visit. */
export const visitOfMessage = async (
  tx: Transaction,
  clinicId: string,
  messageId: string,
  patientIds: readonly string[],
) => {
  const found = await tx.communication.findUnique({
    where: { clinicId_id: { clinicId, id: messageId } },
    select: { patientId: true, encounterId: true, kind: true, content: true, step: true },
  })
  if (found === null || found.patientId === null || found.encounterId === null) return null
  const { patientId, encounterId } = found
  return patientIds.includes(patientId) ? { ...found, patientId, encounterId } : null
}

interface AskedVisit {
  readonly encounterId: string
  readonly answerId: string | null
  readonly asking: Asking | null
}

/** What a link asks for in numbers. */
export const askingOfLink = ({
  afterDays,
  numbersOnly: only,
}: {
  afterDays: number | null
  numbersOnly: boolean
}): Asking | null => (afterDays === null ? null : { afterDays, only })

interface AskingMessage {
  readonly kind: string
  readonly content: unknown
  readonly step: { readonly offsetMinutes: number; readonly checkIn: boolean } | null
}

/** What a message asks for in numbers: its own day when that is what it is for, else the day of its step. */
export const askingOfMessage = async (
  tx: Transaction,
  clinicId: string,
  { kind, content, step }: AskingMessage,
  nowMs: number,
): Promise<Asking | null> => {
  if (kind === 'check-in') {
    const { afterDays } = content as { readonly afterDays?: number }
    return afterDays === undefined ? null : { afterDays, only: true }
  }
  if (step === null) return null
  const date = localDateOf(nowMs, await clinicZone(tx, clinicId))
  return askingOfStep(step, await askAfterDays(tx, clinicId, date))
}

/** What is asked about a visit: when it was, whether it was answered, and one answer with the words it was given. */
export const askedAbout = async (
  tx: Transaction,
  clinicId: string,
  { encounterId, answerId, asking }: AskedVisit,
  locale: Locale,
) => {
  const { patientId, patient, clinic, appointment } = await tx.encounter.findUniqueOrThrow({
    where: { clinicId_id: { clinicId, id: encounterId } },
    select: {
      ...{ patientId: true, appointment: { select: { startsAt: true, timeZone: true } } },
      ...{ patient: { select: { timeZone: true } }, clinic: { select: { emergencyPhone: true } } },
    },
  })
  const last = await tx.checkIn.findFirst({
    where: { clinicId, encounterId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    select: { at: true },
  })
  const given =
    answerId === null
      ? null
      : await tx.checkIn.findFirst({ where: { clinicId, encounterId, id: answerId }, include: { photos: PHOTOS } })
  return {
    visitStartsAt: appointment.startsAt.toISOString(),
    timeZone: appointment.timeZone,
    emergencyPhones: [...emergencyNumbers(clinic.emergencyPhone, patient.timeZone)],
    lastAnsweredAt: last?.at.toISOString() ?? null,
    numbers: asking && { only: asking.only, activities: await activitiesOf(tx, clinicId, patientId) },
    answer:
      given === null
        ? null
        : {
            ...{ id: given.id, atIso: given.at.toISOString(), tier: given.tier as Tier, photos: given.photos.length },
            words: await wordsOfRules(tx, clinicId, given.ruleIds, locale),
          },
  }
}

/** How many answers came by this link since. */
export const answersByLink = (tx: Transaction, clinicId: string, linkId: string, sinceMs: number): Promise<number> =>
  tx.checkIn.count({ where: { clinicId, linkId, at: { gte: new Date(sinceMs) } } })

/** More answers than anybody gives about one visit. */
const MOST_OF_A_VISIT = 50

/** What was answered about a visit, the latest first, with what came of it. */
export const answersOfVisit = async (tx: Transaction, clinicId: string, encounterId: string) => {
  const rows = await tx.checkIn.findMany({
    where: { clinicId, encounterId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: MOST_OF_A_VISIT,
    include: {
      tasks: {
        select: { id: true, status: true, takenByName: true, outcome: true, note: true },
        orderBy: { id: 'asc' },
      },
      photos: PHOTOS,
    },
  })
  const decided = await decidedBy(tx, clinicId, rows)
  return rows.map(({ at, tasks, tier, photos, ...row }) => ({
    ...{ id: row.id, atIso: at.toISOString(), via: row.via, tier: tier as Tier, ...decided(row) },
    ...{ soreness: row.soreness, bruise: row.bruise, infection: row.infection, chest: row.chest },
    ...{ numbness: row.numbness, needle: row.needle, needles: row.needles, words: row.words },
    ...{ tasks, photos: photosAsRead(photos) },
  }))
}

/** The latest answers of somebody's own patients that nobody has closed yet. */
export const answersWaiting = async (tx: Transaction, clinicId: string, practitionerId: string, limit: number) => {
  const rows = await tx.task.findMany({
    where: { clinicId, practitionerId, status: 'open', checkInId: { not: null } },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    take: limit,
    select: {
      ...{ id: true, kind: true, dueAt: true, takenByName: true, rings: true },
      patient: { select: { id: true, name: true, phone: true } },
      checkIn: { select: { at: true, words: true, signs: true, soreness: true, tier: true, photos: PHOTOS } },
    },
  })
  return rows.flatMap(({ checkIn, patient, dueAt, ...task }) =>
    checkIn === null || patient === null || dueAt === null
      ? []
      : {
          ...{ taskId: task.id, kind: task.kind, rings: task.rings, takenByName: task.takenByName, patient },
          ...{ dueIso: dueAt.toISOString(), atIso: checkIn.at.toISOString(), tier: checkIn.tier as Tier },
          ...{ words: checkIn.words, signs: checkIn.signs as Sign[], soreness: checkIn.soreness },
          photos: photosAsRead(checkIn.photos),
        },
  )
}

/** Week by week, the latest first: how much was answered, how often it rang, and what came of that (Z10). */
export const alarmLoad = (tx: Transaction, clinicId: string, { zone, nowMs, weeks }: LoadWanted) =>
  tx.$queryRaw<LoadWeek[]>`
    WITH week AS (
      SELECT (date_trunc('week', ${new Date(nowMs)}::timestamptz AT TIME ZONE ${zone})::date - 7 * n) AS monday FROM generate_series(0, ${weeks}::int - 1) n
    )
    SELECT w.monday::text AS monday,
      (SELECT count(*)::int FROM check_in c WHERE c.clinic_id = ${clinicId}::uuid AND c.at >= w.monday::timestamp AT TIME ZONE ${zone}
        AND c.at < (w.monday + 7)::timestamp AT TIME ZONE ${zone}) AS answers,
      count(t.id)::int AS tasks,
      (count(t.id) FILTER (WHERE t.rings))::int AS alerts,
      coalesce(max(t.rung) FILTER (WHERE t.rings AND t.practitioner_id IS NOT NULL), 0)::int AS "busiestDay",
      (count(t.id) FILTER (WHERE t.rings AND t.taken_at <= t.due_at))::int AS "inTime",
      (count(t.id) FILTER (WHERE t.rings AND t.outcome IN ('reached', 'sent-to-help', 'not-reached')))::int AS "actedUpon",
      (count(t.id) FILTER (WHERE t.rings AND t.outcome = 'false-alarm'))::int AS "falseAlarms",
      (count(t.id) FILTER (WHERE t.status = 'open' AND t.due_at < ${new Date(nowMs)}::timestamptz))::int AS overdue
    FROM week w LEFT JOIN (
      SELECT o.*, count(*) FILTER (WHERE o.rings) OVER (PARTITION BY o.practitioner_id, (o.created_at AT TIME ZONE ${zone})::date) AS rung
      FROM task o WHERE o.clinic_id = ${clinicId}::uuid AND (o.check_in_id IS NOT NULL OR (o.kind LIKE 'answer-%' AND o.detail ? 'incomingTextId'))
        AND o.created_at >= (SELECT min(monday)::timestamp AT TIME ZONE ${zone} FROM week)
    ) t ON t.created_at >= w.monday::timestamp AT TIME ZONE ${zone} AND t.created_at < (w.monday + 7)::timestamp AT TIME ZONE ${zone}
    GROUP BY w.monday ORDER BY w.monday DESC`

interface LoadWanted {
  readonly zone: string
  readonly nowMs: number
  readonly weeks: number
}

export interface LoadWeek {
  /** The Monday it begins with, `YYYY-MM-DD`. */
  readonly monday: string
  readonly answers: number
  readonly tasks: number
  readonly alerts: number
  /** The most that rang of one practitioner's patients on one day. */
  readonly busiestDay: number
  readonly inTime: number
  readonly actedUpon: number
  readonly falseAlarms: number
  readonly overdue: number
}

/** Whether anything was heard of somebody after a visit, or somebody is to call already. */
export const heardOf = async (tx: Transaction, clinicId: string, encounterId: string): Promise<boolean> =>
  (await tx.checkIn.count({ where: { clinicId, encounterId } })) > 0 ||
  (await tx.task.count({ where: { clinicId, encounterId, kind: 'no-answer' } })) > 0
