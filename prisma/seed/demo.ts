import { hashPassword } from 'better-auth/crypto'
import { openDatabase, type Transaction } from '#db/client.ts'
import { aftercareRows } from './aftercare.ts'
import {
  appointmentAreaRows,
  appointmentId,
  appointmentRow,
  cancellationRows,
  claimRows,
  participantRows,
  restClaimRows,
} from './appointments.ts'
import {
  bodyAreaNeighbourRows,
  bodyAreaRows,
  clinicRow,
  deviceRows,
  locationRows,
  placeRows,
  roomRows,
} from './clinic.ts'
import { consentTextRows } from './consent-texts.ts'
import { capacityPolicyRows, contraindicationRows, riskZonePolicyRows } from './contraindications.ts'
import { encounterRows } from './encounters.ts'
import { noteTemplateRows } from './note-templates.ts'
import { BJORK, conditionRows, PATIENT_EMAIL, patientId, patientNeedRows, patientRows, patients } from './patients.ts'
import {
  attendantRows,
  credentialRows,
  DEMO_PASSWORD,
  identityId,
  membershipRows,
  practitionerRows,
  staff,
} from './people.ts'
import {
  consentPolicyRows,
  needlingTemplateRows,
  outcomePolicyRows,
  recoveryRuleRows,
  referralPolicyRows,
} from './policies.ts'
import { lotRows, productIdentifierRows, productRows, recallLotRows, recallRows, receivedRows } from './products.ts'
import { screeningQuestionRows } from './questions.ts'
import { safetyRows } from './safety.ts'
import { scheduleExceptionRows, workingHoursRows } from './schedule.ts'
import { type SeedScope, seedScope } from './scope.ts'
import { servicePractitionerRows, serviceRows } from './services.ts'
import { type DemoVisit, demoVisits } from './visits.ts'
import { type ClinicRows, writeClinic } from './write-clinic.ts'

export { DEMO_PASSWORD, PATIENT_EMAIL }

export const DEMO_SLUG = 'riverside'

/** Who can sign in to the demo with `DEMO_PASSWORD`, and the patient who signs in by mail. */
export const demoSignIns = {
  staff: staff.map(({ email, name, roles }) => ({ email, name, roles })),
  patient: { email: PATIENT_EMAIL, name: patients[0]?.name ?? '' },
} as const

export interface DemoRequest {
  /** The database's owner: the demo is written past the walls between clinics. */
  readonly ownerUrl: string
  readonly nowMs: number
  readonly password?: string
  readonly slug?: string
}

/** Writes the demo clinic, all of it or nothing. The same clock gives the same clinic. */
export const seedDemo = async ({
  ownerUrl,
  nowMs,
  password = DEMO_PASSWORD,
  slug = DEMO_SLUG,
}: DemoRequest): Promise<{ readonly clinicId: string; readonly demoDate: string }> => {
  const scope = seedScope(slug, nowMs)
  const hash = await hashPassword(password)
  const database = openDatabase(ownerUrl, 2)
  try {
    await database.$transaction(async (tx) => {
      await writeIdentities(tx, scope, hash)
      await writeClinic(tx, clinicRows(scope, demoVisits(scope)))
    })
  } finally {
    await database.$disconnect()
  }
  return { clinicId: scope.clinicId, demoDate: scope.demoDate }
}

/** A clinic as rows, with these visits in its calendar and records. */
export const clinicRows = (scope: SeedScope, visits: readonly DemoVisit[]): ClinicRows => ({
  clinic: clinicRow(scope),
  locations: locationRows(scope),
  rooms: roomRows(scope),
  places: placeRows(scope),
  devices: deviceRows(scope),
  attendants: attendantRows(scope),
  practitioners: practitionerRows(scope),
  credentials: credentialRows(scope),
  workingHours: workingHoursRows(scope),
  scheduleExceptions: scheduleExceptionRows(scope),
  memberships: membershipRows(scope),
  services: serviceRows(scope),
  servicePractitioners: servicePractitionerRows(scope),
  bodyAreas: bodyAreaRows(scope),
  bodyAreaNeighbours: bodyAreaNeighbourRows(scope),
  recoveryRules: recoveryRuleRows(scope),
  consentPolicies: consentPolicyRows(scope),
  consentTexts: consentTextRows(scope),
  noteTemplates: noteTemplateRows(scope),
  needlingTemplates: needlingTemplateRows(scope),
  outcomePolicies: outcomePolicyRows(scope),
  referralPolicies: referralPolicyRows(scope),
  screeningQuestions: screeningQuestionRows(scope),
  contraindicationRules: contraindicationRows(scope),
  riskZonePolicies: riskZonePolicyRows(scope),
  capacityPolicies: capacityPolicyRows(scope),
  ...aftercareRows(scope),
  ...safetyRows(scope),
  patients: patientRows(scope),
  patientConditions: conditionRows(scope),
  patientNeeds: patientNeedRows(scope),
  patientAccess: [
    {
      clinicId: scope.clinicId,
      id: scope.id('patient-access', BJORK),
      identityId: identityId(PATIENT_EMAIL),
      patientId: patientId(scope, BJORK),
      relation: 'self',
      provedBy: 'seed',
    },
  ],
  products: productRows(scope),
  productIdentifiers: productIdentifierRows(scope),
  lots: lotRows(scope),
  stockEntries: receivedRows(scope),
  recalls: recallRows(scope),
  recallLots: recallLotRows(scope),
  appointments: visits.map((visit) => appointmentRow(scope, visit)),
  appointmentAreas: visits.flatMap((visit) => appointmentAreaRows(scope, visit)),
  appointmentParticipants: visits.flatMap((visit) => participantRows(scope, visit)),
  cancellations: visits.flatMap((visit) => cancellationRows(scope, visit)),
  claims: visits.flatMap((visit) =>
    claimRows(scope, visit).map((row) => ({ ...row, appointmentId: appointmentId(scope, visit) })),
  ),
  restClaims: visits.flatMap((visit) =>
    restClaimRows(visit).map((row) => ({
      ...row,
      appointmentId: appointmentId(scope, visit),
      patientId: patientId(scope, visit.patient),
    })),
  ),
  ...encounterRows(scope, visits),
})

/** Logins with the demo password for staff; the patient has none and signs in by mail. */
const writeIdentities = async (tx: Transaction, scope: SeedScope, passwordHash: string): Promise<void> => {
  const people = [...staff, { email: PATIENT_EMAIL, name: patients[0]?.name ?? '' }]
  const withPassword = staff.map(({ email }) => identityId(email))
  const at = new Date(scope.nowMs).toISOString()
  await tx.$executeRaw`
    INSERT INTO auth."user" ("id", "name", "email", "emailVerified", "createdAt", "updatedAt")
    SELECT r.id, r.name, r.email, true, ${at}::timestamptz, ${at}::timestamptz
    FROM unnest(
      ${people.map(({ email }) => identityId(email))}::text[],
      ${people.map(({ name }) => name)}::text[],
      ${people.map(({ email }) => email)}::text[]
    ) AS r (id, name, email)
    ON CONFLICT DO NOTHING`
  await tx.$executeRaw`
    INSERT INTO auth.account ("id", "accountId", "providerId", "userId", "password", "createdAt", "updatedAt")
    SELECT 'credential ' || r.id, r.id, 'credential', r.id, ${passwordHash}, ${at}::timestamptz, ${at}::timestamptz
    FROM unnest(${withPassword}::text[]) AS r (id)
    ON CONFLICT DO NOTHING`
}
