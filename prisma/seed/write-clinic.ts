import type { ClaimRow, RestRow } from '#db/claims.ts'
import type { Transaction } from '#db/client.ts'
import type { Prisma } from '#db/generated/client.ts'
import type { EncounterRows } from './encounters.ts'

/** Everything one clinic begins with, as rows. */
export interface ClinicRows extends EncounterRows {
  readonly clinic: Prisma.ClinicCreateManyInput
  readonly locations: Prisma.LocationCreateManyInput[]
  readonly rooms: Prisma.RoomCreateManyInput[]
  readonly places: Prisma.PlaceCreateManyInput[]
  readonly devices: Prisma.DeviceCreateManyInput[]
  readonly attendants: Prisma.AttendantCreateManyInput[]
  readonly practitioners: Prisma.PractitionerCreateManyInput[]
  readonly credentials: Prisma.CredentialCreateManyInput[]
  readonly workingHours: Prisma.WorkingHoursCreateManyInput[]
  readonly scheduleExceptions: Prisma.ScheduleExceptionCreateManyInput[]
  readonly memberships: Prisma.MembershipCreateManyInput[]
  readonly services: Prisma.HealthcareServiceCreateManyInput[]
  readonly servicePractitioners: Prisma.ServicePractitionerCreateManyInput[]
  readonly bodyAreas: Prisma.BodyAreaCreateManyInput[]
  readonly bodyAreaNeighbours: Prisma.BodyAreaNeighbourCreateManyInput[]
  readonly recoveryRules: Prisma.RecoveryRuleCreateManyInput[]
  readonly consentPolicies: Prisma.ConsentPolicyCreateManyInput[]
  readonly consentTexts: Prisma.ConsentTextCreateManyInput[]
  readonly noteTemplates: Prisma.ClinicNoteTemplateCreateManyInput[]
  readonly needlingTemplates: Prisma.NeedlingTemplateCreateManyInput[]
  readonly outcomePolicies: Prisma.OutcomePolicyCreateManyInput[]
  readonly referralPolicies: Prisma.ReferralPolicyCreateManyInput[]
  readonly screeningQuestions: Prisma.ScreeningQuestionCreateManyInput[]
  readonly contraindicationRules: Prisma.ContraindicationRuleCreateManyInput[]
  readonly riskZonePolicies: Prisma.RiskZonePolicyCreateManyInput[]
  readonly capacityPolicies: Prisma.CapacityPolicyCreateManyInput[]
  readonly aftercarePlans: Prisma.AftercarePlanCreateManyInput[]
  readonly aftercareSteps: Prisma.AftercareStepCreateManyInput[]
  readonly aftercareTexts: Prisma.AftercareTextCreateManyInput[]
  readonly safetyPolicies: Prisma.SafetyPolicyCreateManyInput[]
  readonly messagePolicies: Prisma.MessagePolicyCreateManyInput[]
  readonly clinicTexts: Prisma.ClinicTextCreateManyInput[]
  readonly cleanTicks: Prisma.CleanTickCreateManyInput[]
  readonly triageRules: Prisma.TriageRuleCreateManyInput[]
  readonly triageTerms: Prisma.TriageTermsCreateManyInput[]
  readonly sharpsContainers: Prisma.SharpsContainerCreateManyInput[]
  readonly patients: Prisma.PatientCreateManyInput[]
  readonly patientConditions: Prisma.PatientConditionCreateManyInput[]
  readonly patientNeeds: Prisma.PatientNeedCreateManyInput[]
  readonly patientAccess: Prisma.PatientAccessCreateManyInput[]
  readonly products: Prisma.NeedleProductCreateManyInput[]
  readonly productIdentifiers: Prisma.ProductIdentifierCreateManyInput[]
  readonly lots: Prisma.LotCreateManyInput[]
  readonly stockEntries: Prisma.StockEntryCreateManyInput[]
  readonly recalls: Prisma.RecallCreateManyInput[]
  readonly recallLots: Prisma.RecallLotCreateManyInput[]
  readonly appointments: Prisma.AppointmentCreateManyInput[]
  readonly appointmentAreas: Prisma.AppointmentAreaCreateManyInput[]
  readonly appointmentParticipants: Prisma.AppointmentParticipantCreateManyInput[]
  readonly cancellations: Prisma.CancellationCreateManyInput[]
  readonly claims: readonly (ClaimRow & { readonly appointmentId: string })[]
  readonly restClaims: readonly (RestRow & { readonly appointmentId: string; readonly patientId: string })[]
}

/** Writes a clinic in one statement a table. The database's own rules apply to every row, the order respects them. */
export const writeClinic = async (tx: Transaction, rows: ClinicRows): Promise<void> => {
  await tx.clinic.create({ data: rows.clinic })
  await writePremises(tx, rows)
  await writePolicies(tx, rows)
  await writePatients(tx, rows)
  await writeStock(tx, rows)
  await writeCalendar(tx, rows)
  await writeRecords(tx, rows)
  // a recall stops its lots at once, so it comes after what they were used for
  await tx.recall.createMany({ data: rows.recalls })
  await tx.recallLot.createMany({ data: rows.recallLots })
}

const writePremises = async (tx: Transaction, rows: ClinicRows): Promise<void> => {
  const clinicId = rows.clinic.id as string
  const resources = [
    ...rows.places.map(({ id }) => ({ clinicId, id, kind: 'place' })),
    ...rows.devices.map(({ id }) => ({ clinicId, id, kind: 'device' })),
    ...rows.attendants.map(({ id }) => ({ clinicId, id, kind: 'attendant' })),
    ...rows.practitioners.map(({ id }) => ({ clinicId, id, kind: 'practitioner' })),
    ...rows.patients.map(({ id }) => ({ clinicId, id, kind: 'patient' })),
  ]
  await tx.location.createMany({ data: rows.locations })
  await tx.room.createMany({ data: rows.rooms })
  await tx.resource.createMany({ data: resources })
  await tx.place.createMany({ data: rows.places })
  await tx.device.createMany({ data: rows.devices })
  await tx.attendant.createMany({ data: rows.attendants })
  await tx.practitioner.createMany({ data: rows.practitioners })
  await tx.credential.createMany({ data: rows.credentials })
  await tx.workingHours.createMany({ data: rows.workingHours })
  await tx.scheduleException.createMany({ data: rows.scheduleExceptions })
  await tx.membership.createMany({ data: rows.memberships })
  await tx.healthcareService.createMany({ data: rows.services })
  await tx.servicePractitioner.createMany({ data: rows.servicePractitioners })
}

const writePolicies = async (tx: Transaction, rows: ClinicRows): Promise<void> => {
  await tx.bodyArea.createMany({ data: rows.bodyAreas })
  await tx.bodyAreaNeighbour.createMany({ data: rows.bodyAreaNeighbours })
  await tx.recoveryRule.createMany({ data: rows.recoveryRules })
  await tx.consentPolicy.createMany({ data: rows.consentPolicies })
  await tx.consentText.createMany({ data: rows.consentTexts })
  await tx.clinicNoteTemplate.createMany({ data: rows.noteTemplates })
  await tx.needlingTemplate.createMany({ data: rows.needlingTemplates })
  await tx.outcomePolicy.createMany({ data: rows.outcomePolicies })
  await tx.referralPolicy.createMany({ data: rows.referralPolicies })
  await tx.screeningQuestion.createMany({ data: rows.screeningQuestions })
  await tx.contraindicationRule.createMany({ data: rows.contraindicationRules })
  await tx.riskZonePolicy.createMany({ data: rows.riskZonePolicies })
  await tx.capacityPolicy.createMany({ data: rows.capacityPolicies })
  await tx.aftercarePlan.createMany({ data: rows.aftercarePlans })
  await tx.aftercareStep.createMany({ data: rows.aftercareSteps })
  await tx.aftercareText.createMany({ data: rows.aftercareTexts })
  await tx.safetyPolicy.createMany({ data: rows.safetyPolicies })
  await tx.messagePolicy.createMany({ data: rows.messagePolicies })
  await tx.clinicText.createMany({ data: rows.clinicTexts })
  await tx.cleanTick.createMany({ data: rows.cleanTicks })
  await tx.triageRule.createMany({ data: rows.triageRules })
  await tx.triageTerms.createMany({ data: rows.triageTerms })
  await tx.sharpsContainer.createMany({ data: rows.sharpsContainers })
}

const writePatients = async (tx: Transaction, rows: ClinicRows): Promise<void> => {
  await tx.patient.createMany({ data: rows.patients })
  await tx.patientCondition.createMany({ data: rows.patientConditions })
  await tx.patientNeed.createMany({ data: rows.patientNeeds })
  await tx.patientAccess.createMany({ data: rows.patientAccess })
}

const writeStock = async (tx: Transaction, rows: ClinicRows): Promise<void> => {
  await tx.needleProduct.createMany({ data: rows.products })
  await tx.productIdentifier.createMany({ data: rows.productIdentifiers })
  await tx.lot.createMany({ data: rows.lots })
  await tx.stockEntry.createMany({ data: rows.stockEntries })
}

const writeCalendar = async (tx: Transaction, rows: ClinicRows): Promise<void> => {
  await tx.appointment.createMany({ data: rows.appointments })
  await tx.appointmentArea.createMany({ data: rows.appointmentAreas })
  await tx.appointmentParticipant.createMany({ data: rows.appointmentParticipants })
  await tx.cancellation.createMany({ data: rows.cancellations })
  const { claims, restClaims } = rows
  const clinicId = rows.clinic.id
  await tx.$executeRaw`
    INSERT INTO claim (clinic_id, appointment_id, resource_id, during, waived)
    SELECT ${clinicId}::uuid, r.appointment, r.resource, tstzrange(r.starts, r.ends, '[)'), false
    FROM unnest(
      ${claims.map((row) => row.appointmentId)}::uuid[],
      ${claims.map((row) => row.resourceId)}::uuid[],
      ${claims.map((row) => new Date(row.startMs).toISOString())}::timestamptz[],
      ${claims.map((row) => new Date(row.endMs).toISOString())}::timestamptz[]
    ) AS r (appointment, resource, starts, ends)`
  await tx.$executeRaw`
    INSERT INTO rest_claim (clinic_id, patient_id, appointment_id, area_id, kind, during, rule_id, waived)
    SELECT ${clinicId}::uuid, r.patient, r.appointment, r.area, r.kind, tstzrange(r.starts, r.ends, '[)'), r.rule, false
    FROM unnest(
      ${restClaims.map((row) => row.patientId)}::uuid[],
      ${restClaims.map((row) => row.appointmentId)}::uuid[],
      ${restClaims.map((row) => row.areaId)}::text[],
      ${restClaims.map((row) => row.kind)}::text[],
      ${restClaims.map((row) => new Date(row.startMs).toISOString())}::timestamptz[],
      ${restClaims.map((row) => new Date(row.endMs).toISOString())}::timestamptz[],
      ${restClaims.map((row) => row.ruleId)}::uuid[]
    ) AS r (patient, appointment, area, kind, starts, ends, rule)`
}

/** A record is written while it is open and closed at the end, as in the room. */
const writeRecords = async (tx: Transaction, rows: ClinicRows): Promise<void> => {
  await tx.encounter.createMany({ data: rows.encounters })
  await tx.screeningAnswer.createMany({ data: rows.screeningAnswers })
  await tx.consent.createMany({ data: rows.consents })
  await tx.acknowledgement.createMany({ data: rows.acknowledgements })
  await tx.clinicalNote.createMany({ data: rows.clinicalNotes })
  await tx.procedure.createMany({ data: rows.procedures })
  await tx.lotUse.createMany({ data: rows.lotUses })
  await tx.needleCount.createMany({ data: rows.needleCounts })
  await tx.communication.createMany({ data: rows.communications })
  const finished = rows.encounters.filter(({ completedAt }) => completedAt != null).map(({ id }) => id as string)
  await tx.encounter.updateMany({ where: { id: { in: finished } }, data: { status: 'finished' } })
  await tx.noteSignature.createMany({ data: rows.cosignatures })
}
