import type { Transaction } from '#db/client.ts'
import type { Prisma } from '#db/generated/client.ts'
import type { Actor } from '#domain/actor.ts'
import { type Segment, visitMinutes } from '#domain/appointment/segments.ts'
import type { LocalizedText } from '#domain/body/area.ts'
import type { Locale } from '#words/locale.ts'
import type { ServiceSetup } from './schema.ts'

/** A clinic offers dozens of services, not hundreds. */
const AT_MOST = 200

/** What the clinic offers and who gives it; for patients only what they can book themselves. */
export const listServices = async (tx: Transaction, actor: Actor, locale: Locale) => {
  const { clinicId } = actor
  const forPatients = actor.kind === 'patient'
  const online = forPatients ? { bookableOnline: true } : {}
  const rows = await tx.healthcareService.findMany({
    where: { clinicId, active: true, ...online },
    include: {
      servicePractitioners: {
        where: { practitioner: { active: true, ...online } },
        select: { practitioner: { select: { id: true, name: true } } },
      },
    },
    orderBy: [{ code: 'asc' }],
    take: AT_MOST,
  })
  return rows.map((row) => {
    const segments = row.segments as unknown as Segment[]
    const { id, code, bufferBeforeMinutes, bufferAfterMinutes, bookableOnline, minNoticeMinutes, maxAheadDays } = row
    return {
      ...{
        id,
        code,
        bufferBeforeMinutes,
        bufferAfterMinutes,
        bookableOnline,
        minNoticeMinutes,
        maxAheadDays,
        byRequest: row.byRequest,
        segments,
      },
      name: (row.name as unknown as LocalizedText)[locale],
      description: (row.description as unknown as LocalizedText)[locale],
      minutes: visitMinutes({ ...row, segments }),
      needling: row.technique !== null,
      technique: forPatients ? null : row.technique,
      practitioners: row.servicePractitioners
        .map(({ practitioner }) => practitioner)
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    }
  })
}

const TO_COME = ['proposed', 'booked', 'arrived'] as const

/** How services are set up, those in use first, by name; with how many visits of each are still to come. */
export const serviceSetups = async (
  tx: Transaction,
  clinicId: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
  { locale, nowMs }: { readonly locale: Locale; readonly nowMs: number },
) => {
  const order = await tx.$queryRaw<{ id: string; comingVisits: number }[]>`
    SELECT s.id, (SELECT count(*)::int FROM appointment a WHERE a.clinic_id = s.clinic_id AND a.service_id = s.id
        AND a.status = ANY (${[...TO_COME]}) AND a.starts_at >= ${new Date(nowMs)}) AS "comingVisits"
    FROM healthcare_service s WHERE s.clinic_id = ${clinicId}::uuid
    ORDER BY s.active DESC, s.name ->> ${locale}, s.id LIMIT ${limit + 1} OFFSET ${offset}`
  const page = order.slice(0, limit)
  const rows = await tx.healthcareService.findMany({
    where: { clinicId, id: { in: page.map(({ id }) => id) } },
    include: setupOf,
  })
  const byId = new Map(rows.map((row) => [row.id, row]))
  return {
    services: page.flatMap(({ id, comingVisits }) => {
      const row = byId.get(id)
      return row === undefined ? [] : [{ ...setupFrom(row), comingVisits }]
    }),
    nextOffset: order.length > limit ? offset + limit : null,
  }
}

/** Locks a service and reads it as it stands; null when the clinic has none of this id. */
export const lockService = async (tx: Transaction, clinicId: string, id: string) => {
  await tx.$queryRaw`SELECT 1 FROM healthcare_service WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid FOR UPDATE`
  const row = await tx.healthcareService.findUnique({ where: { clinicId_id: { clinicId, id } }, include: setupOf })
  return row === null ? null : setupFrom(row)
}

const setupOf = { servicePractitioners: { select: { practitionerId: true } } } as const

type SetupRow = Prisma.HealthcareServiceGetPayload<{ include: typeof setupOf }>

const setupFrom = ({ servicePractitioners, clinicId: _, code: __, ...row }: SetupRow) => ({
  ...row,
  name: row.name as unknown as LocalizedText,
  description: row.description as unknown as LocalizedText,
  technique: row.technique as ServiceSetup['technique'],
  segments: row.segments as unknown as Segment[],
  roomKind: row.roomKind as ServiceSetup['roomKind'],
  practitionerIds: servicePractitioners.map(({ practitionerId }) => practitionerId).sort(),
})
