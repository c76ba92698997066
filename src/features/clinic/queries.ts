import type { Database, Transaction } from '#db/client.ts'
import { clinicOfSlug } from '#db/clinic-of-slug.ts'
import { asActor } from '#db/scope.ts'
import type { LocalizedText } from '#domain/body/area.ts'
import type { Locale } from '#words/locale.ts'

const inWords = (text: unknown, locale: Locale): string => (text as LocalizedText)[locale]

/** The clinic with the rooms in use and the people who treat there now. */
export const clinicSetting = async (tx: Transaction, clinicId: string, locale: Locale) => {
  const clinic = await tx.clinic.findUniqueOrThrow({ where: { id: clinicId } })
  const locations = await tx.location.findMany({ where: { clinicId }, orderBy: { id: 'asc' } })
  const practitioners = await tx.practitioner.findMany({
    where: { clinicId, active: true },
    select: { id: true, name: true, initials: true, profession: true, bookableOnline: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  const rooms = await tx.room.findMany({
    where: { clinicId, active: true },
    select: {
      id: true,
      name: true,
      kind: true,
      places: { where: { active: true }, select: { id: true, label: true }, orderBy: { label: 'asc' } },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  const { slug, name, phone, emergencyPhone, policyStatus, demo, deskMayOverride, asksDepthAndAngle } = clinic
  return {
    ...{ id: clinicId, slug, name, locale: clinic.locale, phone, emergencyPhone, policyStatus, demo, deskMayOverride },
    asksDepthAndAngle,
    messageHours: inWords(clinic.messageHours, locale),
    lockAfterMinutes: clinic.lockAfterMinutes,
    careDays: clinic.careDays,
    breakGlassMinutes: clinic.breakGlassMinutes,
    timeZone: locations[0]?.timeZone ?? 'UTC',
    locations: locations.map(({ id, name, timeZone, address, phone }) => ({ id, name, timeZone, address, phone })),
    practitioners,
    rooms: rooms.map((room) => ({ ...room, kind: room.kind as 'treatment' | 'group' })),
  }
}

/** The zone of the clinic's calendar: that of its first location. */
export const clinicZone = async (tx: Transaction, clinicId: string): Promise<string> => {
  const location = { where: { clinicId }, orderBy: { id: 'asc' }, select: { timeZone: true } } as const
  return (await tx.location.findFirstOrThrow(location)).timeZone
}

/** What anybody may know of the clinic of this slug; null when there is none. */
export const publicClinic = async (database: Database, slug: string, locale: Locale) => {
  const clinicId = await clinicOfSlug(database, slug)
  if (clinicId === null) return null
  return asActor(database, { kind: 'system', clinicId }, async (tx) => {
    const clinic = await tx.clinic.findUniqueOrThrow({ where: { id: clinicId } })
    const location = await tx.location.findFirst({ where: { clinicId }, orderBy: { id: 'asc' } })
    const { name, phone, emergencyPhone, demo } = clinic
    return {
      ...{ slug, name, locale: clinic.locale, phone, emergencyPhone, demo },
      messageHours: inWords(clinic.messageHours, locale),
      timeZone: location?.timeZone ?? 'UTC',
      address: location?.address ?? '',
    }
  })
}
