import type { Transaction } from '#db/client.ts'
import { nothing, part } from '#db/transaction.ts'
import type { PatientActor, StaffActor } from '#domain/actor.ts'
import { dateOf, dayNumberOf } from '#domain/time/calendar-date.ts'
import { startOfDayMs } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { seesDeedsOf } from './access.ts'
import type { Deed, KINDS } from './schema.ts'

/** What counts as opening a record. */
const OPENED = ['open-record', 'read-record', 'break-glass']
const SIGNED_IN = [
  'sign-in',
  'sign-in-refused',
  'sign-out-everywhere',
  'unlock',
  'change-password',
  'set-pin',
  'forget-pin',
]

interface Place {
  readonly atIso: string
  readonly id: string
}

export interface TrailAsked {
  readonly kind: (typeof KINDS)[number]
  readonly identityId: string | null
  readonly fromDate: string | null
  readonly toDate: string | null
  readonly limit: number
  readonly cursor: Place | null
}

interface Row extends Deed {
  readonly place: string
}

/** To the microsecond: rows of one millisecond are not skipped at the turn of a page (J16). */
const beforePlace = (cursor: Place | null) =>
  cursor === null ? nothing : part`AND (a.at, a.id) < (${cursor.atIso}::timestamptz, ${cursor.id}::uuid)`

const pageOf = <R extends { readonly id: string; readonly place: string }>(rows: readonly R[], limit: number) => {
  const last = rows[limit - 1]
  return rows.length > limit && last !== undefined ? { atIso: last.place, id: last.id } : null
}

/** What people did, the latest first: everybody's for the owner, one's own for others. */
export const readTrail = async (tx: Transaction, actor: StaffActor, asked: TrailAsked) => {
  const { clinicId } = actor
  const zone = await clinicZone(tx, clinicId)
  const own = seesDeedsOf(actor)
  const identityId = own ?? asked.identityId
  const actions = asked.kind === 'opened' ? OPENED : SIGNED_IN
  const { fromDate, toDate } = asked
  const from = fromDate === null ? null : new Date(startOfDayMs(fromDate, zone))
  const to = toDate === null ? null : new Date(startOfDayMs(dateOf(dayNumberOf(toDate) + 1), zone))
  const rows = await tx.$queryRaw<Row[]>`
    SELECT a.id, a.actor_name AS "byName", a.action, p.name AS "patientName",
      to_char(a.at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "atIso", to_char(a.at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS place
    FROM audit_event a LEFT JOIN patient p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id
    WHERE a.clinic_id = ${clinicId}::uuid
      ${asked.kind === 'all' ? nothing : part`AND a.action = ANY (${actions}::text[])`}
      ${identityId === null ? nothing : part`AND a.identity_id = ${identityId}`}
      ${from === null ? nothing : part`AND a.at >= ${from}::timestamptz`}
      ${to === null ? nothing : part`AND a.at < ${to}::timestamptz`}
      ${beforePlace(asked.cursor)}
    ORDER BY a.at DESC, a.id DESC LIMIT ${asked.limit + 1}`
  const people =
    own === null
      ? await tx.membership.findMany({
          where: { clinicId },
          select: { identityId: true, name: true },
          orderBy: [{ name: 'asc' }, { id: 'asc' }],
          take: 500,
        })
      : []
  return {
    deeds: rows.slice(0, asked.limit).map(({ place: _, ...deed }) => deed),
    nextCursor: pageOf(rows, asked.limit),
    timeZone: zone,
    people,
  }
}

/** Who of the clinic opened the records of the people a patient acts for, the latest first. */
export const openingsOfMine = async (
  tx: Transaction,
  { clinicId, patientIds }: PatientActor,
  { limit, cursor }: { readonly limit: number; readonly cursor: Place | null },
) => {
  const rows = await tx.$queryRaw<{ id: string; byName: string; patientName: string; atIso: string; place: string }[]>`
    SELECT a.id, coalesce(a.actor_name, '') AS "byName", p.name AS "patientName",
      to_char(a.at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "atIso", to_char(a.at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS place
    FROM audit_event a JOIN patient p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id
    WHERE a.clinic_id = ${clinicId}::uuid AND a.patient_id = ANY (${[...patientIds]}::uuid[])
      AND a.actor_kind = 'staff' AND a.action IN ('open-record', 'read-record') ${beforePlace(cursor)}
    ORDER BY a.at DESC, a.id DESC LIMIT ${limit + 1}`
  return { openings: rows.slice(0, limit).map(({ place: _, ...one }) => one), nextCursor: pageOf(rows, limit) }
}
