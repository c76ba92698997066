import type { Transaction } from '#db/client.ts'
import { type KnownOfVisit, type Overtaken, overtakenBy } from '#domain/appointment/visit-notice.ts'
import type { LocalizedText } from '#domain/body/area.ts'
import { isToSign } from '#features/consent/queries.ts'

/** A visit as far as its patient is told of it. */
export interface ToldVisit extends KnownOfVisit {
  readonly id: string
  readonly patientId: string
  readonly status: string
  readonly version: number
  readonly walkIn: boolean
  readonly waiting: boolean
  readonly zone: string
}

/** These visits as they are now, soonest first. */
export const toldVisits = async (
  tx: Transaction,
  clinicId: string,
  appointmentIds: readonly string[],
): Promise<ToldVisit[]> => {
  const rows = await tx.appointment.findMany({
    where: { clinicId, id: { in: [...appointmentIds] } },
    select: {
      ...{ id: true, practitionerId: true, locationId: true, startsAt: true, timeZone: true },
      ...{ status: true, version: true, source: true, patientId: true },
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ startsAt, timeZone, source, ...visit }) => ({
    ...visit,
    ...{ startMs: startsAt.getTime(), zone: timeZone },
    ...{ walkIn: source === 'walk-in', waiting: visit.status === 'proposed' },
  }))
}

/**
 * Whether a confirmation or a change of a visit is still to go out: it says how the visit stands when it does. Waits for
 * one that is being marked as handed over just now.
 */
export const unsentOf = async (tx: Transaction, clinicId: string, appointmentId: string): Promise<boolean> => {
  const due = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM communication
    WHERE clinic_id = ${clinicId}::uuid AND appointment_id = ${appointmentId}::uuid AND status = 'due'
      AND kind IN ('appointment-confirmed', 'appointment-changed') FOR UPDATE`
  return due.length > 0
}

export const practitionerNameOf = async (tx: Transaction, clinicId: string, id: string): Promise<string> =>
  (await tx.practitioner.findUnique({ where: { clinicId_id: { clinicId, id } }, select: { name: true } }))?.name ?? ''

/** What is written of a visit in a message. */
const written = {
  ...{ id: true, version: true, status: true, startsAt: true, endsAt: true, timeZone: true },
  ...{ practitionerId: true, locationId: true },
  practitioner: { select: { name: true } },
  service: { select: { name: true } },
  location: { select: { name: true, address: true, phone: true } },
} as const

interface VisitRow {
  readonly id: string
  readonly version: number
  readonly status: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly timeZone: string
  readonly practitionerId: string
  readonly locationId: string
  readonly practitioner: { readonly name: string }
  readonly service: { readonly name: unknown }
  readonly location: { readonly name: string; readonly address: string; readonly phone: string }
}

/** A visit as it is when a message about it is written. */
export const visitNow = ({ startsAt, endsAt, practitioner, service, ...visit }: VisitRow) => ({
  ...visit,
  ...{ startMs: startsAt.getTime(), endMs: endsAt.getTime() },
  ...{ practitionerName: practitioner.name, serviceName: service.name as LocalizedText },
})
export type VisitNow = ReturnType<typeof visitNow>

interface MessageAboutVisit {
  readonly clinicId: string
  readonly kind: string
  readonly occasion: string
  readonly content: unknown
  readonly appointment: VisitRow | null
}

interface Around {
  readonly visit: VisitNow | null
  readonly visits: readonly VisitNow[]
  readonly toSign: boolean
  readonly overtaken: Overtaken | null
}

const ASK_TO_SIGN: readonly string[] = ['appointment-confirmed', 'appointment-changed', 'appointment-reminder', 'forms']

/** What is to be known of the visits that a message is about at the moment of sending. */
export const aroundVisit = async (tx: Transaction, message: MessageAboutVisit, nowMs: number): Promise<Around> => {
  const { clinicId, kind, occasion, appointment } = message
  if (appointment === null) return { visit: null, visits: [], toSign: false, overtaken: null }
  const { before = null, appointmentIds = [] } = message.content as {
    readonly before?: KnownOfVisit
    readonly appointmentIds?: readonly string[]
  }
  const visit = visitNow(appointment)
  const toSign = ASK_TO_SIGN.includes(kind) && (await isToSign(tx, clinicId, visit.id, nowMs))
  const rows =
    appointmentIds.length === 0
      ? []
      : await tx.appointment.findMany({
          where: { clinicId, id: { in: [...appointmentIds] }, status: { not: 'entered-in-error' } },
          select: written,
          orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
        })
  // of visits that were booked together, one that is off by now is not told of
  const visits = rows
    .map(visitNow)
    .filter(({ status }) => (kind === 'appointment-confirmed') === (status !== 'cancelled'))
  return { visit, visits, toSign, overtaken: overtakenBy({ kind, occasion, before, visit, toSign }) }
}

interface PageOfNotices {
  readonly appointmentId: string
  readonly cursor?: string | null | undefined
  readonly limit: number
}

/** What is about a visit, one row more than a page, the latest first; null where there is no such visit. */
export const noticesOf = async (tx: Transaction, clinicId: string, { appointmentId, cursor, limit }: PageOfNotices) => {
  const where = { clinicId_id: { clinicId, id: appointmentId } }
  const visit = await tx.appointment.findUnique({ where, select: { id: true } })
  if (visit === null) return null
  return tx.communication.findMany({
    where: { clinicId, appointmentId, recipientIdentityId: null },
    select: {
      ...{ id: true, kind: true, status: true, statusReason: true, channel: true },
      ...{ dueAt: true, sentAt: true, delivery: true },
    },
    orderBy: [{ dueAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    ...(cursor && { cursor: { clinicId_id: { clinicId, id: cursor } }, skip: 1 }),
  })
}
