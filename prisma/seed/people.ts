import type { Prisma } from '#db/generated/client.ts'
import type { Technique } from '#domain/recovery/technique.ts'
import { DEMO_JURISDICTION } from './clinic.ts'
import { addDays, asDate, type SeedScope, stableId } from './scope.ts'

/** The password of every demo sign-in. It is printed at start, and production refuses it. */
export const DEMO_PASSWORD = 'riverside-demo-needles'

type PractitionerKey = 'ana' | 'ben' | 'mei'

interface DemoPractitioner {
  readonly name: string
  readonly initials: string
  readonly profession: string
  readonly gender: 'female' | 'male'
  readonly techniques: readonly Technique[]
  readonly credentialNumber: string
  /** Wall-clock minutes from midnight, Monday to Saturday. */
  readonly hours: readonly (readonly [number, number])[]
}

export const practitioners: Readonly<Record<PractitionerKey, DemoPractitioner>> = {
  ana: {
    name: 'Ana Ruiz',
    initials: 'AR',
    profession: 'physiotherapist',
    gender: 'female',
    techniques: ['deep-dry-needling', 'superficial-dry-needling', 'electro-needling'],
    credentialNumber: 'DEMO-PT-1042',
    hours: [
      [8 * 60, 12 * 60],
      [13 * 60 + 30, 18 * 60],
    ],
  },
  ben: {
    name: 'Ben Okafor',
    initials: 'BO',
    profession: 'acupuncturist',
    gender: 'male',
    techniques: ['body-acupuncture', 'electro-needling'],
    credentialNumber: 'DEMO-AC-0317',
    hours: [
      [9 * 60, 13 * 60 + 45],
      [15 * 60, 19 * 60],
    ],
  },
  mei: {
    name: 'Mei Tanaka',
    initials: 'MT',
    profession: 'osteopath',
    gender: 'female',
    techniques: ['superficial-dry-needling'],
    credentialNumber: 'DEMO-OS-0088',
    hours: [
      [8 * 60, 12 * 60],
      [14 * 60, 17 * 60],
    ],
  },
}

export const practitionerKeys: readonly PractitionerKey[] = ['ana', 'ben', 'mei']
export type { PractitionerKey }

interface DemoStaff {
  readonly email: string
  readonly name: string
  readonly roles: readonly string[]
  readonly practitioner: PractitionerKey | null
  readonly clinicalLead: boolean
}

const treats = (key: PractitionerKey, clinicalLead: boolean): DemoStaff => ({
  email: `${key}@demo.test`,
  name: practitioners[key].name,
  roles: ['practitioner'],
  practitioner: key,
  clinicalLead,
})

const helps = (role: string, name: string): DemoStaff => ({
  email: `${role}@demo.test`,
  name,
  roles: [role],
  practitioner: null,
  clinicalLead: false,
})

/** Who signs in with the demo password. */
export const staff: readonly DemoStaff[] = [
  helps('owner', 'Greta Lindqvist'),
  helps('desk', 'Tom Berger'),
  treats('ana', true),
  treats('ben', false),
  treats('mei', false),
  helps('assistant', 'Yara Haddad'),
]

/** A login belongs to a person, not to a clinic, so its id does not depend on the clinic's. */
export const identityId = (email: string): string => stableId('identity', email)

export const practitionerId = (scope: SeedScope, key: PractitionerKey): string => scope.id('practitioner', key)

export const practitionerRows = (scope: SeedScope): Prisma.PractitionerCreateManyInput[] =>
  practitionerKeys.map((key) => ({
    clinicId: scope.clinicId,
    id: practitionerId(scope, key),
    name: practitioners[key].name,
    initials: practitioners[key].initials,
    profession: practitioners[key].profession,
    active: true,
    bookableOnline: true,
    gender: practitioners[key].gender,
    // the youngest of the three, in her first year here
    supervisorId: key === 'mei' ? practitionerId(scope, 'ana') : null,
  }))

export const credentialRows = (scope: SeedScope): Prisma.CredentialCreateManyInput[] =>
  practitionerKeys.map((key) => ({
    clinicId: scope.clinicId,
    id: scope.id('credential', key),
    practitionerId: practitionerId(scope, key),
    profession: practitioners[key].profession,
    jurisdiction: DEMO_JURISDICTION,
    number: practitioners[key].credentialNumber,
    techniques: [...practitioners[key].techniques],
    validFrom: asDate('2018-01-01'),
    validUntil: asDate(addDays(scope.demoDate, 700)),
    source: 'Invented for the demo; no register was asked.',
  }))

const attendants = [
  { name: 'Nadia Mansour', kind: 'interpreter', languages: ['ar', 'fr'] },
  { name: 'Petra Vogel', kind: 'chaperone', languages: [] },
] as const

export type AttendantKind = (typeof attendants)[number]['kind']

export const attendantId = (scope: SeedScope, kind: AttendantKind): string => scope.id('attendant', kind)

export const attendantRows = (scope: SeedScope): Prisma.AttendantCreateManyInput[] =>
  attendants.map(({ name, kind, languages }) => ({
    clinicId: scope.clinicId,
    id: attendantId(scope, kind),
    name,
    kind,
    languages: [...languages],
  }))

export const membershipRows = (scope: SeedScope): Prisma.MembershipCreateManyInput[] =>
  staff.map((person) => ({
    clinicId: scope.clinicId,
    id: scope.id('membership', person.email),
    identityId: identityId(person.email),
    name: person.name,
    email: person.email,
    roles: [...person.roles],
    practitionerId: person.practitioner === null ? null : practitionerId(scope, person.practitioner),
    clinicalLead: person.clinicalLead,
    active: true,
  }))
