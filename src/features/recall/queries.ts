import type { Transaction } from '#db/client.ts'
import { nothing, part } from '#db/transaction.ts'
import {
  accountOf,
  effectivenessPercent,
  messageOutcome,
  type PeopleCount,
  STANDINGS,
  suggestedChannel,
} from '#domain/lot/recall-case.ts'
import type { RecallableLot } from '#domain/lot/recall-match.ts'
import { parseLocale } from '#words/locale.ts'
import { recallMessage } from '#words/recall.ts'
import type { Call, MatchedLot, RecallCase, RecallResult, RecallRow, RecallVisit } from './schema.ts'

/** A lot as a recall matches and shows it. */
export type KnownLot = MatchedLot & RecallableLot

/** The clinic's lots with what they are known by; all of them, or those named. */
export const knownLots = (tx: Transaction, clinicId: string, ids: readonly string[] | null): Promise<KnownLot[]> =>
  tx.$queryRaw<KnownLot[]>`
    SELECT l.id AS "lotId", l.product_id AS "productId", btrim(p.brand || ' ' || p.name) AS "productName",
      p.diameter_mm::float8 AS "diameterMm", p.length_mm::float8 AS "lengthMm",
      p.diameter_mm::text || ' × ' || trim_scale(p.length_mm)::text || ' mm' AS size,
      l.lot_number AS "lotNumber", l.expiry_date::text AS "expiryDate", l.produced_on::text AS "producedOn", l.status,
      (SELECT coalesce(sum(s.on_hand), 0) FROM lot_stock s WHERE s.clinic_id = l.clinic_id AND s.lot_id = l.id)::int AS "onHand"
    FROM lot l JOIN needle_product p ON p.clinic_id = l.clinic_id AND p.id = l.product_id
    WHERE l.clinic_id = ${clinicId}::uuid ${ids === null ? nothing : part`AND l.id = ANY (${[...ids]}::uuid[])`}
    ORDER BY p.brand, p.name, l.lot_number, l.id`

/** A lot's row without what only the matching reads. */
export const shownLot = ({
  productId: _product,
  diameterMm: _diameter,
  lengthMm: _length,
  ...lot
}: KnownLot): MatchedLot => lot

const MOST_NEEDLES = 500

/** The clinic's needles to choose from, also those that are given up. */
export const needlesOf = (tx: Transaction, clinicId: string) =>
  tx.$queryRaw<{ id: string; name: string; size: string }[]>`
    SELECT p.id, btrim(p.brand || ' ' || p.name) AS name, p.diameter_mm::text || ' × ' || trim_scale(p.length_mm)::text || ' mm' AS size
    FROM needle_product p WHERE p.clinic_id = ${clinicId}::uuid ORDER BY 2, 3, 1 LIMIT ${MOST_NEEDLES}`

const NOBODY: PeopleCount = { waiting: 0, tried: 0, told: 0, 'cannot-be-reached': 0, erased: 0 }

const countOf = (counts: Readonly<Record<string, number>> | null): PeopleCount =>
  Object.fromEntries(STANDINGS.map((standing) => [standing, counts?.[standing] ?? 0])) as unknown as PeopleCount

interface Totals {
  readonly people: Readonly<Record<string, number>> | null
  readonly reachable: number
  readonly visits: number
  readonly needlesUsed: number
}

/** How many people a recall reached, by how they stand; how many of them there is a way to; visits; needles. */
export const totalsOf = async (tx: Transaction, clinicId: string, recallId: string) => {
  const [row] = await tx.$queryRaw<Totals[]>`
    WITH someone AS (SELECT * FROM recall_people(${clinicId}::uuid, ${recallId}::uuid)),
    reached AS (SELECT * FROM recall_reached(${clinicId}::uuid, ${recallId}::uuid))
    SELECT (SELECT jsonb_object_agg(standing, people) FROM (SELECT standing, count(*) AS people FROM someone GROUP BY 1) s) AS people,
      (SELECT count(*) FROM someone s JOIN patient p ON p.clinic_id = ${clinicId}::uuid AND p.id = s.patient_id
        WHERE p.erased_at IS NULL AND (p.phone IS NOT NULL OR p.email IS NOT NULL))::int AS reachable,
      (SELECT count(DISTINCT encounter_id) FROM reached)::int AS visits,
      (SELECT coalesce(sum(needles), 0) FROM reached)::int AS "needlesUsed"`
  const { people, ...totals } = row ?? { people: null, reachable: 0, visits: 0, needlesUsed: 0 }
  return { people: people === null ? NOBODY : countOf(people), ...totals }
}

interface LotOfRecall extends MatchedLot {
  readonly how: RecallCase['lots'][number]['how']
  readonly sums: readonly { readonly kind: string; readonly quantity: number }[]
}

/** The lots of a recall with the sums of their stock book. */
const lotsOf = async (tx: Transaction, clinicId: string, recallId: string): Promise<LotOfRecall[]> => {
  const taken = await tx.recallLot.findMany({
    where: { clinicId, recallId },
    orderBy: [{ at: 'asc' }, { lotId: 'asc' }],
  })
  const ids = taken.map(({ lotId }) => lotId)
  const [lots, sums] = await Promise.all([
    knownLots(tx, clinicId, ids),
    tx.$queryRaw<{ lotId: string; kind: string; quantity: number }[]>`
      SELECT e.lot_id AS "lotId", coalesce(o.kind, e.kind) AS kind, sum(e.quantity)::int AS quantity
      FROM stock_entry e LEFT JOIN stock_entry o ON o.clinic_id = e.clinic_id AND o.id = e.reverses_id
      WHERE e.clinic_id = ${clinicId}::uuid AND e.lot_id = ANY (${ids}::uuid[]) GROUP BY 1, 2`,
  ])
  const byId = new Map(lots.map((lot) => [lot.lotId, shownLot(lot)]))
  return taken.flatMap(({ lotId, how }) => {
    const lot = byId.get(lotId)
    return lot === undefined
      ? []
      : [{ ...lot, how: how as LotOfRecall['how'], sums: sums.filter((sum) => sum.lotId === lotId) }]
  })
}

const MOST_ROOMS = 50

/** Visits that are going on with a box of the recall open, and no use of it written down yet. */
const roomsToTell = (tx: Transaction, clinicId: string, recallId: string) =>
  tx.$queryRaw<RecallCase['roomsToTell'][number][]>`
    SELECT DISTINCT p.name AS "patientName", d.name AS "practitionerName", r.name AS "roomName"
    FROM recall_lot l
    JOIN lot_scan s ON s.clinic_id = l.clinic_id AND s.lot_id = l.lot_id AND s.deviation_id IS NULL
    JOIN encounter e ON e.clinic_id = s.clinic_id AND e.id = s.encounter_id AND e.status = 'in-progress'
    JOIN patient p ON p.clinic_id = e.clinic_id AND p.id = e.patient_id
    JOIN practitioner d ON d.clinic_id = e.clinic_id AND d.id = e.practitioner_id
    JOIN appointment a ON a.clinic_id = e.clinic_id AND a.id = e.appointment_id
    JOIN place pl ON pl.clinic_id = a.clinic_id AND pl.id = a.place_id
    JOIN room r ON r.clinic_id = pl.clinic_id AND r.id = pl.room_id
    WHERE l.clinic_id = ${clinicId}::uuid AND l.recall_id = ${recallId}::uuid
      AND NOT EXISTS (SELECT FROM lot_use u WHERE u.clinic_id = s.clinic_id AND u.encounter_id = s.encounter_id AND u.lot_id = s.lot_id)
    ORDER BY 1 LIMIT ${MOST_ROOMS}`

const dayOf = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null

export const findRecall = (tx: Transaction, clinicId: string, id: string) =>
  tx.recall.findUnique({ where: { clinicId_id: { clinicId, id } } })
type Recall = NonNullable<Awaited<ReturnType<typeof findRecall>>>

/** How a recall stands at this moment. */
export const standsNow = async (
  tx: Transaction,
  clinicId: string,
  recall: Pick<Recall, 'id' | 'begunAt' | 'closedAt' | 'listedMs'>,
  nowMs: number,
): Promise<{ readonly result: RecallResult; readonly lots: RecallCase['lots'] }> => {
  const [totals, lots] = await Promise.all([totalsOf(tx, clinicId, recall.id), lotsOf(tx, clinicId, recall.id)])
  const withAccounts = lots.map(({ sums, ...lot }) => ({ ...lot, account: accountOf(sums) }))
  const endMs = recall.closedAt?.getTime() ?? nowMs
  return {
    lots: withAccounts,
    result: {
      ...totals,
      percent: effectivenessPercent(totals.people),
      lots: lots.length,
      needlesHere: withAccounts.reduce((sum, { onHand }) => sum + onHand, 0),
      tookSeconds: Math.max(0, Math.round((endMs - recall.begunAt.getTime()) / 1000)),
      listedMs: recall.listedMs,
    },
  }
}

/** The whole case; null when the clinic has no such recall. */
export const recallCaseOf = async (
  tx: Transaction,
  clinicId: string,
  recallId: string,
  nowMs: number,
): Promise<RecallCase | null> => {
  const recall = await findRecall(tx, clinicId, recallId)
  if (recall === null) return null
  const { result, lots } = await standsNow(tx, clinicId, recall, nowMs)
  const leftOut = recall.leftOutLotIds.length === 0 ? [] : await knownLots(tx, clinicId, recall.leftOutLotIds)
  return {
    ...{ id: recall.id, kind: recall.kind as RecallCase['kind'], reason: recall.reason },
    ...{ reference: recall.reference ?? '', riskClass: recall.riskClass as RecallCase['riskClass'] },
    ...{ fromWhom: recall.fromWhom ?? '', receivedOn: dayOf(recall.receivedOn), byName: recall.byName },
    passedOnBy: recall.passedOnBy ?? '',
    ...{ begunIso: recall.begunAt.toISOString(), openedIso: recall.openedAt.toISOString(), version: recall.version },
    lots,
    leftOut: leftOut.map(shownLot),
    now: result,
    roomsToTell: recall.kind === 'drill' ? [] : await roomsToTell(tx, clinicId, recallId),
    closed:
      recall.closedAt === null
        ? null
        : {
            atIso: recall.closedAt.toISOString(),
            byName: recall.closedByName ?? '',
            reason: recall.closedReason ?? '',
            result: recall.result as unknown as RecallResult,
          },
  }
}

/** Recalls and drills, the latest first. */
export const listRecalls = async (
  tx: Transaction,
  clinicId: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ recalls: RecallRow[]; nextOffset: number | null }> => {
  const rows = await tx.$queryRaw<
    (Omit<RecallRow, 'people' | 'openedIso' | 'closedIso'> & {
      people: Readonly<Record<string, number>> | null
      openedAt: Date
      closedAt: Date | null
    })[]
  >`
    SELECT r.id, r.kind, r.reason, coalesce(r.reference, '') AS reference, r.risk_class AS "riskClass", r.opened_at AS "openedAt",
      r.closed_at AS "closedAt", (SELECT count(*) FROM recall_lot l WHERE l.clinic_id = r.clinic_id AND l.recall_id = r.id)::int AS lots,
      (SELECT jsonb_object_agg(standing, people) FROM
        (SELECT standing, count(*) AS people FROM recall_people(r.clinic_id, r.id) GROUP BY 1) s) AS people
    FROM recall r WHERE r.clinic_id = ${clinicId}::uuid
    ORDER BY r.opened_at DESC, r.id DESC LIMIT ${limit + 1} OFFSET ${offset}`
  return {
    recalls: rows.slice(0, limit).map(({ people, openedAt, closedAt, ...row }) => ({
      ...row,
      people: countOf(people),
      openedIso: openedAt.toISOString(),
      closedIso: closedAt?.toISOString() ?? null,
    })),
    nextOffset: rows.length > limit ? offset + limit : null,
  }
}

type VisitKey = { readonly encounterId: string; readonly lotId: string }

/** The visits that a recall reached, the latest first, one row for each lot; null when the clinic has no such recall. */
export const visitsOfRecall = async (
  tx: Transaction,
  clinicId: string,
  {
    recallId,
    limit,
    cursor,
  }: { readonly recallId: string; readonly limit: number; readonly cursor?: VisitKey | null | undefined },
): Promise<{ visits: RecallVisit[]; next: VisitKey | null } | null> => {
  if ((await findRecall(tx, clinicId, recallId)) === null) return null
  const after = cursor
    ? part`WHERE (e.started_at, r.encounter_id, r.lot_id) <
        ((SELECT c.started_at FROM encounter c WHERE c.clinic_id = ${clinicId}::uuid AND c.id = ${cursor.encounterId}::uuid),
          ${cursor.encounterId}::uuid, ${cursor.lotId}::uuid)`
    : nothing
  const rows = await tx.$queryRaw<(Omit<RecallVisit, 'usedIso'> & { usedAt: Date })[]>`
    SELECT r.encounter_id AS "encounterId", r.lot_id AS "lotId", p.id AS "patientId", p.name, p.birth_date::text AS "birthDate",
      p.erased_at IS NOT NULL AS erased, l.lot_number AS "lotNumber", r.used_at AS "usedAt", d.name AS "practitionerName", r.needles, r.deviation, s.standing
    FROM recall_reached(${clinicId}::uuid, ${recallId}::uuid) r
    JOIN encounter e ON e.clinic_id = ${clinicId}::uuid AND e.id = r.encounter_id
    JOIN patient p ON p.clinic_id = ${clinicId}::uuid AND p.id = r.patient_id
    JOIN practitioner d ON d.clinic_id = ${clinicId}::uuid AND d.id = e.practitioner_id
    JOIN lot l ON l.clinic_id = ${clinicId}::uuid AND l.id = r.lot_id
    JOIN recall_people(${clinicId}::uuid, ${recallId}::uuid) s ON s.patient_id = r.patient_id
    ${after}
    ORDER BY e.started_at DESC, r.encounter_id DESC, r.lot_id DESC LIMIT ${limit + 1}`
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    visits: shown.map(({ usedAt, ...visit }) => ({ ...visit, usedIso: usedAt.toISOString() })),
    next: rows.length > limit && last ? { encounterId: last.encounterId, lotId: last.lotId } : null,
  }
}

interface CallRow extends Omit<Call, 'channel' | 'text' | 'attempts' | 'written'> {
  readonly locale: string
}

/** The words of a recall for each language, and who says them. */
export const wordsOf = async (tx: Transaction, clinicId: string, recall: Pick<Recall, 'messageEn' | 'messageDe'>) => {
  const clinic = await tx.clinic.findUniqueOrThrow({ where: { id: clinicId }, select: { name: true, phone: true } })
  return {
    en: recall.messageEn ?? recallMessage('en', clinic),
    de: recall.messageDe ?? recallMessage('de', clinic),
  }
}

/** The words of a recall by its id; null when the clinic has none of that id. */
export const recallWords = async (tx: Transaction, clinicId: string, recallId: string) => {
  const recall = await findRecall(tx, clinicId, recallId)
  return recall === null ? null : wordsOf(tx, clinicId, recall)
}

/** Whom to write to: one person, under whichever of their records, or everybody who waits. Nobody whose record was erased. */
export const peopleToWriteTo = async (
  tx: Transaction,
  clinicId: string,
  recallId: string,
  patientId: string | null,
): Promise<string[]> => {
  const who =
    patientId === null
      ? part`s.standing = 'waiting'`
      : part`s.standing <> 'erased' AND s.patient_id = surviving_patient(${clinicId}::uuid, ${patientId}::uuid)`
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT s.patient_id AS id FROM recall_people(${clinicId}::uuid, ${recallId}::uuid) s WHERE ${who} ORDER BY 1`
  return rows.map(({ id }) => id)
}

/** Everybody whom a recall reached, by name, with how to reach them and what to say; nothing of their visits. */
export const callsOfRecall = async (
  tx: Transaction,
  clinicId: string,
  page: {
    readonly recallId: string
    readonly waitingOnly: boolean
    readonly limit: number
    readonly cursor?: string | null | undefined
  },
) => {
  const { recallId, limit } = page
  const recall = await findRecall(tx, clinicId, recallId)
  if (recall === null) return null
  const only = page.waitingOnly ? part`AND s.standing IN ('waiting', 'tried')` : nothing
  const after = page.cursor
    ? part`AND (p.search_name, p.id) > (SELECT c.search_name, c.id FROM patient c WHERE c.clinic_id = ${clinicId}::uuid AND c.id = ${page.cursor}::uuid)`
    : nothing
  const [{ people }, words, rows] = await Promise.all([
    totalsOf(tx, clinicId, recallId),
    wordsOf(tx, clinicId, recall),
    tx.$queryRaw<CallRow[]>`
      SELECT p.id AS "patientId", p.name, CASE WHEN p.erased_at IS NULL THEN p.phone END AS phone,
        CASE WHEN p.erased_at IS NULL THEN p.email END AS email, p.locale, s.standing
      FROM recall_people(${clinicId}::uuid, ${recallId}::uuid) s JOIN patient p ON p.clinic_id = ${clinicId}::uuid AND p.id = s.patient_id
      WHERE true ${only} ${after}
      ORDER BY p.search_name, p.id LIMIT ${limit + 1}`,
  ])
  const shown = rows.slice(0, limit)
  const ids = shown.map(({ patientId }) => patientId)
  const [attempts, messages] = await Promise.all([
    attemptsOf(tx, clinicId, recallId, ids),
    messagesOf(tx, clinicId, recallId, ids),
  ])
  return {
    kind: recall.kind as RecallCase['kind'],
    people,
    calls: shown.map(
      ({ locale, ...row }): Call => ({
        ...row,
        channel: suggestedChannel(row, recall.riskClass as RecallCase['riskClass']),
        text: words[parseLocale(locale)],
        attempts: [...(messages.get(row.patientId) ?? []), ...(attempts.get(row.patientId) ?? [])].toSorted((a, b) =>
          b.atIso.localeCompare(a.atIso),
        ),
        written: messages.has(row.patientId),
      }),
    ),
    next: rows.length > limit ? (shown.at(-1)?.patientId ?? null) : null,
  }
}

/** What was tried with each of these people, the latest first; also under a record that was merged into theirs. */
const attemptsOf = async (tx: Transaction, clinicId: string, recallId: string, patientIds: readonly string[]) => {
  const rows = await tx.$queryRaw<(Omit<Call['attempts'][number], 'atIso'> & { patientId: string; at: Date })[]>`
    SELECT t."patientId", t.id, t.at, t.by_name AS "byName", t.channel, t.outcome, t.remark FROM (
      SELECT CASE WHEN p.merged_into_id IS NULL THEN p.id ELSE surviving_patient(p.clinic_id, p.id) END AS "patientId", a.*
      FROM recall_attempt a JOIN patient p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id
      WHERE a.clinic_id = ${clinicId}::uuid AND a.recall_id = ${recallId}::uuid) t
    WHERE t."patientId" = ANY (${[...patientIds]}::uuid[]) ORDER BY t.at DESC, t.id DESC`
  const byPatient = new Map<string, Call['attempts']>()
  for (const { patientId, at, ...row } of rows) {
    const attempts = byPatient.get(patientId) ?? []
    attempts.push({ ...row, atIso: at.toISOString() })
    byPatient.set(patientId, attempts)
  }
  return byPatient
}

interface MessageRow {
  readonly patientId: string
  readonly id: string
  readonly at: Date
  readonly channel: 'email' | 'sms'
  readonly status: string
  readonly delivery: string | null
}

/** What the house wrote to each of these people, and what became of it; also under a record that was merged into theirs. */
const messagesOf = async (tx: Transaction, clinicId: string, recallId: string, patientIds: readonly string[]) => {
  const rows = await tx.$queryRaw<MessageRow[]>`
    SELECT t.* FROM (
      SELECT CASE WHEN p.merged_into_id IS NULL THEN p.id ELSE surviving_patient(p.clinic_id, p.id) END AS "patientId",
        c.id, coalesce(c.sent_at, c.due_at) AS at, c.channel, c.status, c.delivery
      FROM communication c JOIN patient p ON p.clinic_id = c.clinic_id AND p.id = c.patient_id
      WHERE c.clinic_id = ${clinicId}::uuid AND c.kind = 'recall' AND c.occasion = ${recallId}) t
    WHERE t."patientId" = ANY (${[...patientIds]}::uuid[]) ORDER BY t.at DESC, t.id DESC`
  const byPatient = new Map<string, Call['attempts']>()
  for (const { patientId, id, at, channel, ...state } of rows) {
    const message = { id, channel, atIso: at.toISOString(), byName: '', outcome: messageOutcome(state), remark: '' }
    byPatient.set(patientId, [...(byPatient.get(patientId) ?? []), message])
  }
  return byPatient
}

/** Whether a recall reached this person, whichever of their records it was. */
export const wasReached = async (
  tx: Transaction,
  clinicId: string,
  recallId: string,
  patientId: string,
): Promise<boolean> => {
  const [row] = await tx.$queryRaw<{ reached: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM recall_reached(${clinicId}::uuid, ${recallId}::uuid) r
      WHERE r.patient_id = surviving_patient(${clinicId}::uuid, ${patientId}::uuid)) AS reached`
  return row?.reached ?? false
}
