import type { Prisma } from '#db/generated/client.ts'
import { bodyAreas } from './body-areas.ts'
import { DEMO_ZONE, type SeedScope } from './scope.ts'

export const DEMO_POLICY = 'demo policy, not approved'

/** The law the demo clinic works under, as credentials name it. */
export const DEMO_JURISDICTION = 'DE'

/** Telephone numbers from the ranges that the German regulator keeps for fiction. */
const CLINIC_PHONE = '+49 30 23125100'

const rooms = [
  { name: 'Room 1', kind: 'treatment', accessible: true, places: ['Room 1'] },
  // up three steps
  { name: 'Room 2', kind: 'treatment', accessible: false, places: ['Room 2'] },
  { name: 'Group room', kind: 'group', accessible: true, places: ['Group 1', 'Group 2', 'Group 3', 'Group 4'] },
] as const

/** Whether the place can be reached without steps. */
export const isAccessible = (label: PlaceName): boolean =>
  rooms.some(({ places, accessible }) => accessible && places.some((place) => place === label))

export type PlaceName = (typeof rooms)[number]['places'][number]

export const clinicRow = ({ clinicId, slug }: SeedScope): Prisma.ClinicCreateManyInput => ({
  id: clinicId,
  slug,
  name: 'Riverside Needling & Physio',
  locale: 'en',
  phone: CLINIC_PHONE,
  emergencyPhone: '112',
  messageHours: {
    en: 'We read answers Monday to Saturday, 8:00 to 18:00.',
    de: 'Antworten lesen wir montags bis samstags von 8:00 bis 18:00 Uhr.',
  },
  policyStatus: DEMO_POLICY,
  demo: true,
})

export const locationId = (scope: SeedScope): string => scope.id('location', 'Riverside')

export const locationRows = (scope: SeedScope): Prisma.LocationCreateManyInput[] => [
  {
    clinicId: scope.clinicId,
    id: locationId(scope),
    name: 'Riverside',
    timeZone: DEMO_ZONE,
    jurisdiction: DEMO_JURISDICTION,
    address: 'Uferweg 7, 10999 Berlin',
    phone: CLINIC_PHONE,
  },
]

export const roomRows = (scope: SeedScope): Prisma.RoomCreateManyInput[] =>
  rooms.map(({ name, kind, accessible }) => ({
    clinicId: scope.clinicId,
    id: scope.id('room', name),
    locationId: locationId(scope),
    name,
    kind,
    accessible,
  }))

export const placeId = (scope: SeedScope, label: PlaceName): string => scope.id('place', label)

export const placeRows = (scope: SeedScope): Prisma.PlaceCreateManyInput[] =>
  rooms.flatMap((room) =>
    room.places.map((label) => ({
      clinicId: scope.clinicId,
      id: placeId(scope, label),
      roomId: scope.id('room', room.name),
      label,
    })),
  )

export const STIMULATOR = 'electro-stimulator'

export const deviceId = (scope: SeedScope, kind: string): string => scope.id('device', kind)

export const deviceRows = (scope: SeedScope): Prisma.DeviceCreateManyInput[] => [
  {
    clinicId: scope.clinicId,
    id: deviceId(scope, STIMULATOR),
    locationId: locationId(scope),
    name: 'Stimulator',
    kind: STIMULATOR,
  },
]

export const bodyAreaRows = ({ clinicId }: SeedScope): Prisma.BodyAreaCreateManyInput[] =>
  bodyAreas.map((area, position) => ({
    clinicId,
    id: area.id,
    side: area.side,
    parentId: area.parentId,
    leaf: area.leaf,
    view: area.view,
    riskZones: [...area.riskZones],
    warnMaxLengthMm: area.warnMaxLengthMm,
    plainName: { ...area.plainName },
    clinicalName: { ...area.clinicalName },
    position,
  }))

export const bodyAreaNeighbourRows = ({ clinicId }: SeedScope): Prisma.BodyAreaNeighbourCreateManyInput[] =>
  bodyAreas.flatMap((area) => area.neighbourIds.map((neighbourId) => ({ clinicId, areaId: area.id, neighbourId })))
