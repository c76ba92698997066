import type { Prisma } from '#db/generated/client.ts'
import type { Segment } from '#domain/appointment/segments.ts'
import type { LocalizedText } from '#domain/body/area.ts'
import { STIMULATOR } from './clinic.ts'
import type { NeedlingTechnique } from './complaints.ts'
import { practitionerId, practitionerKeys, practitioners } from './people.ts'
import type { SeedScope } from './scope.ts'

export type ServiceCode =
  | 'dry-needling-45'
  | 'dry-needling-superficial-30'
  | 'acupuncture-60'
  | 'acupuncture-group-45'
  | 'electro-needling-45'
  | 'first-visit-60'
  | 'without-needling-30'

export interface DemoService {
  readonly name: LocalizedText
  readonly description: LocalizedText
  readonly technique: NeedlingTechnique | null
  readonly segments: readonly Segment[]
  readonly bufferBeforeMinutes: number
  readonly bufferAfterMinutes: number
  readonly roomKind: 'treatment' | 'group'
  readonly deviceKinds?: readonly string[]
  /** Booked online, it is a request that the clinic answers. */
  readonly byRequest?: boolean
}

const handsOn = (minutes: number): Segment => ({ kind: 'hands-on', minutes })
const resting = (minutes: number): Segment => ({ kind: 'resting', minutes })
const removal = (minutes: number): Segment => ({ kind: 'removal', minutes })

export const services: Readonly<Record<ServiceCode, DemoService>> = {
  'dry-needling-45': {
    name: { en: 'Dry needling 45 min', de: 'Dry Needling 45 Min.' },
    description: { en: 'Into the muscle, one or two areas.', de: 'In den Muskel, ein oder zwei Bereiche.' },
    technique: 'deep-dry-needling',
    segments: [handsOn(45)],
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 10,
    roomKind: 'treatment',
  },
  'dry-needling-superficial-30': {
    name: { en: 'Dry needling 30 min, superficial', de: 'Dry Needling 30 Min., oberflächlich' },
    description: { en: 'Just under the skin.', de: 'Knapp unter der Haut.' },
    technique: 'superficial-dry-needling',
    segments: [handsOn(30)],
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 5,
    roomKind: 'treatment',
  },
  'acupuncture-60': {
    name: { en: 'Acupuncture 60 min', de: 'Akupunktur 60 Min.' },
    description: { en: 'The needles stay while you rest.', de: 'Die Nadeln bleiben, während Sie ruhen.' },
    technique: 'body-acupuncture',
    segments: [handsOn(15), resting(30), removal(15)],
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 5,
    roomKind: 'treatment',
  },
  'acupuncture-group-45': {
    name: { en: 'Acupuncture in the group room 45 min', de: 'Akupunktur im Gruppenraum 45 Min.' },
    description: { en: 'Up to four people, each in a chair.', de: 'Bis zu vier Personen, jede im eigenen Sessel.' },
    technique: 'body-acupuncture',
    segments: [handsOn(5), resting(30), removal(10)],
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    roomKind: 'group',
  },
  'electro-needling-45': {
    name: { en: 'Electro-needling 45 min', de: 'Elektronadeln 45 Min.' },
    description: { en: 'Needles with a mild current.', de: 'Nadeln mit schwachem Strom.' },
    technique: 'electro-needling',
    segments: [handsOn(15), resting(20), removal(10)],
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 10,
    roomKind: 'treatment',
    deviceKinds: [STIMULATOR],
    byRequest: true,
  },
  'first-visit-60': {
    name: { en: 'First visit and assessment 60 min', de: 'Erstbesuch und Befund 60 Min.' },
    description: { en: 'We talk and examine; no needles.', de: 'Gespräch und Untersuchung; keine Nadeln.' },
    technique: null,
    segments: [handsOn(60)],
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    roomKind: 'treatment',
  },
  'without-needling-30': {
    name: { en: 'Visit without needling 30 min', de: 'Besuch ohne Nadeln 30 Min.' },
    description: { en: 'Hands, exercise, advice.', de: 'Hände, Übungen, Beratung.' },
    technique: null,
    segments: [handsOn(30)],
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    roomKind: 'treatment',
  },
}

export const serviceCodes = Object.keys(services) as ServiceCode[]

const MIN_NOTICE_MINUTES = 30
const MAX_AHEAD_DAYS = 90
const LATE_CANCEL_MINUTES = 24 * 60

export const serviceId = (scope: SeedScope, code: ServiceCode): string => scope.id('service', code)

export const serviceRows = (scope: SeedScope): Prisma.HealthcareServiceCreateManyInput[] =>
  serviceCodes.map((code) => ({
    clinicId: scope.clinicId,
    id: serviceId(scope, code),
    code,
    name: { ...services[code].name },
    description: { ...services[code].description },
    technique: services[code].technique,
    segments: services[code].segments.map((segment) => ({ ...segment })),
    bufferBeforeMinutes: services[code].bufferBeforeMinutes,
    bufferAfterMinutes: services[code].bufferAfterMinutes,
    roomKind: services[code].roomKind,
    bookableOnline: true,
    byRequest: services[code].byRequest ?? false,
    minNoticeMinutes: MIN_NOTICE_MINUTES,
    maxAheadDays: MAX_AHEAD_DAYS,
    active: true,
    deviceKinds: [...(services[code].deviceKinds ?? [])],
    lateCancelMinutes: LATE_CANCEL_MINUTES,
  }))

/** Whoever holds the credential offers the service; a visit without needles is offered by everybody. */
export const servicePractitionerRows = (scope: SeedScope): Prisma.ServicePractitionerCreateManyInput[] =>
  serviceCodes.flatMap((code) => {
    const { technique } = services[code]
    return practitionerKeys
      .filter((key) => technique === null || practitioners[key].techniques.includes(technique))
      .map((key) => ({
        clinicId: scope.clinicId,
        serviceId: serviceId(scope, code),
        practitionerId: practitionerId(scope, key),
      }))
  })
