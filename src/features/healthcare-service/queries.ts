import type { Transaction } from '#db/client.ts'
import type { Actor } from '#domain/actor.ts'
import { type Segment, visitMinutes } from '#domain/appointment/segments.ts'
import type { LocalizedText } from '#domain/body/area.ts'
import type { Locale } from '#words/locale.ts'

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
