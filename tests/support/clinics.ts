import { openDatabase } from '#db/client.ts'
import type { PatientActor, Role, StaffActor, SystemActor } from '#domain/actor.ts'
import { appointmentId } from '../../prisma/seed/appointments.ts'
import { placeId } from '../../prisma/seed/clinic.ts'
import type { DaySlot } from '../../prisma/seed/day-pattern.ts'
import { clinicRows, PATIENT_EMAIL, seedDemo } from '../../prisma/seed/demo.ts'
import { BJORK, patientId } from '../../prisma/seed/patients.ts'
import { identityId, practitionerId, staff } from '../../prisma/seed/people.ts'
import { lotIdOf } from '../../prisma/seed/products.ts'
import { addDays, type SeedScope, seedScope, workingDates } from '../../prisma/seed/scope.ts'
import { type ServiceCode, serviceId } from '../../prisma/seed/services.ts'
import { type DemoVisit, demoVisit, demoVisits } from '../../prisma/seed/visits.ts'
import { type ClinicRows, writeClinic } from '../../prisma/seed/write-clinic.ts'

/** One clinic of a test database: its ids, and somebody for each part that people play in it. */
export interface TestClinic {
  readonly scope: SeedScope
  readonly clinicId: string
  readonly owner: StaffActor
  readonly desk: StaffActor
  readonly assistant: StaffActor
  /** Treats, and is the clinical lead. */
  readonly ana: StaffActor
  /** Acts for `patientId` alone. */
  readonly patient: PatientActor
  readonly system: SystemActor
  /** Has been examined once and never needled. */
  readonly patientId: string
  readonly otherPatientId: string
  readonly practitionerId: string
  readonly place: (label: Parameters<typeof placeId>[1]) => string
  readonly service: (code: ServiceCode) => string
  readonly lot: (lotNumber: string) => string
  /** A needling of `otherPatientId` that has happened, with its record. */
  readonly past: { readonly appointmentId: string; readonly encounterId: string }
  /** A coming needling of `otherPatientId`. */
  readonly coming: { readonly appointmentId: string }
}

export interface TwoClinics {
  /** The demo clinic. */
  readonly riverside: TestClinic & { readonly ben: StaffActor; readonly mei: StaffActor }
  /** A small clinic next door, of which nobody in Riverside may see a row. */
  readonly hillside: TestClinic
}

/** Tuesday 24 November 2026, 07:00 in Berlin: before the day begins. */
export const TUESDAY_MORNING_MS = Date.parse('2026-11-24T06:00:00Z')

/** Fills an empty, migrated database with the demo clinic and a second one. */
export const writeTwoClinics = async (ownerUrl: string, nowMs: number = TUESDAY_MORNING_MS): Promise<void> => {
  await seedDemo({ ownerUrl, nowMs })
  const hill = seedScope('hillside', nowMs)
  const database = openDatabase(ownerUrl, 1)
  try {
    await database.$transaction((tx) => writeClinic(tx, hillsideRows(hill, hillsideVisits(hill))))
  } finally {
    await database.$disconnect()
  }
}

/** Who and what is in a database that holds both clinics. */
export const twoClinics = (nowMs: number = TUESDAY_MORNING_MS): TwoClinics => {
  const river = seedScope('riverside', nowMs)
  const hill = seedScope('hillside', nowMs)
  return {
    riverside: {
      ...testClinic(river, demoVisits(river), 'demo.test', PATIENT_EMAIL),
      ben: staffActor(river, 'ben@demo.test', 'demo.test'),
      mei: staffActor(river, 'mei@demo.test', 'demo.test'),
    },
    hillside: testClinic(hill, hillsideVisits(hill), 'hillside.test', 'patient@hillside.test'),
  }
}

const testClinic = (
  scope: SeedScope,
  visits: readonly DemoVisit[],
  mailDomain: string,
  patientEmail: string,
): TestClinic => {
  const comes = ({ patient }: DemoVisit) =>
    visits.find((visit) => visit.patient === patient && visit.status === 'booked' && visit.rest.length > 0)
  const past = visits.find((visit) => visit.needled !== null && comes(visit))
  const coming = past && comes(past)
  if (!past || !coming) throw new Error('The test clinic needs somebody who was needled and will be again')
  return {
    scope,
    clinicId: scope.clinicId,
    owner: staffActor(scope, 'owner@demo.test', mailDomain),
    desk: staffActor(scope, 'desk@demo.test', mailDomain),
    assistant: staffActor(scope, 'assistant@demo.test', mailDomain),
    ana: staffActor(scope, 'ana@demo.test', mailDomain),
    patient: {
      kind: 'patient',
      identityId: identityId(patientEmail),
      clinicId: scope.clinicId,
      patientIds: [patientId(scope, BJORK)],
    },
    system: { kind: 'system', clinicId: scope.clinicId },
    patientId: patientId(scope, BJORK),
    otherPatientId: patientId(scope, past.patient),
    practitionerId: practitionerId(scope, 'ana'),
    place: (label) => placeId(scope, label),
    service: (code) => serviceId(scope, code),
    lot: (lotNumber) => lotIdOf(scope, lotNumber),
    past: {
      appointmentId: appointmentId(scope, past),
      encounterId: scope.id('encounter', `${past.key} ${past.patient}`),
    },
    coming: { appointmentId: appointmentId(scope, coming) },
  }
}

const staffActor = (scope: SeedScope, demoEmail: string, mailDomain: string): StaffActor => {
  const person = staff.find(({ email }) => email === demoEmail)
  if (!person) throw new Error(`Nobody in the demo signs in as ${demoEmail}`)
  return {
    kind: 'staff',
    identityId: identityId(demoEmail.replace('demo.test', mailDomain)),
    clinicId: scope.clinicId,
    name: person.name,
    roles: person.roles as readonly Role[],
    practitionerId: person.practitioner && practitionerId(scope, person.practitioner),
    clinicalLead: person.clinicalLead,
  }
}

const HILLSIDE_PATIENTS = [BJORK, 'maria-1']

const hillsideSlot = (service: ServiceCode, hour: number): DaySlot => ({
  practitioner: 'ana',
  service,
  startMinute: hour * 60,
  place: 'Room 1',
  onDemoDay: 'free',
})

const hillsideVisits = (scope: SeedScope): DemoVisit[] => {
  const [past = scope.demoDate] = workingDates(scope.demoDate, -7, 0)
  const coming = addDays(scope.demoDate, 1)
  return [
    demoVisit(scope, past, hillsideSlot('first-visit-60', 9), BJORK, 'fulfilled'),
    demoVisit(scope, past, hillsideSlot('dry-needling-45', 10), 'maria-1', 'fulfilled'),
    demoVisit(scope, coming, hillsideSlot('dry-needling-45', 10), 'maria-1', 'booked'),
  ]
}

/** The demo's furniture with few people in it, other names and other logins. */
const hillsideRows = (scope: SeedScope, visits: readonly DemoVisit[]): ClinicRows => {
  const rows = clinicRows(scope, visits)
  const stays = new Set(HILLSIDE_PATIENTS.map((key) => patientId(scope, key)))
  return {
    ...rows,
    clinic: { ...rows.clinic, name: 'Hillside Acupuncture' },
    practitioners: rows.practitioners.map((row) => ({ ...row, name: `${row.name} of Hillside` })),
    memberships: rows.memberships.map((row) => {
      const email = row.email.replace('demo.test', 'hillside.test')
      return { ...row, email, identityId: identityId(email) }
    }),
    patients: rows.patients
      .filter(({ id }) => stays.has(id))
      .map((row) => ({
        ...row,
        name: `${row.name} of Hillside`,
        email: row.email?.replace('demo.test', 'hillside.test'),
      })),
    patientConditions: rows.patientConditions.filter((row) => stays.has(row.patientId)),
    patientNeeds: rows.patientNeeds.filter((row) => stays.has(row.patientId)),
    patientAccess: rows.patientAccess.map((row) => ({ ...row, identityId: identityId('patient@hillside.test') })),
  }
}
