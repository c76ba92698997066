import { aftercarePlanRouter } from '#features/aftercare-plan/router.ts'
import { alertPhoneRouter } from '#features/alert-phone/router.ts'
import { answerPhotoRouter } from '#features/answer-photo/router.ts'
import { answersAheadRouter } from '#features/answers-ahead/router.ts'
import { appointmentRouter } from '#features/appointment/router.ts'
import { areaHoldRouter } from '#features/area-hold/router.ts'
import { attendantRouter } from '#features/attendant/router.ts'
import { auditEventRouter } from '#features/audit-event/router.ts'
import { bodyAreaRouter } from '#features/body-area/router.ts'
import { breakGlassRouter } from '#features/break-glass/router.ts'
import { carePlanRouter } from '#features/care-plan/router.ts'
import { checkInRouter } from '#features/check-in/router.ts'
import { cleanTechniqueRouter } from '#features/clean-technique/router.ts'
import { clinicRouter } from '#features/clinic/router.ts'
import { clinicalNoteRouter } from '#features/clinical-note/router.ts'
import { clinicalPolicyRouter } from '#features/clinical-policy/router.ts'
import { communicationRouter } from '#features/communication/router.ts'
import { consentRouter } from '#features/consent/router.ts'
import { contactRouter } from '#features/contact/router.ts'
import { contraindicationRouter } from '#features/contraindication/router.ts'
import { dayClosingRouter } from '#features/day-closing/router.ts'
import { deliveryRouter } from '#features/delivery/router.ts'
import { deviceRouter } from '#features/device/router.ts'
import { emergencyRouter } from '#features/emergency/router.ts'
import { encounterRouter } from '#features/encounter/router.ts'
import { healthcareServiceRouter } from '#features/healthcare-service/router.ts'
import { incidentRouter } from '#features/incident/router.ts'
import { incomingTextRouter } from '#features/incoming-text/router.ts'
import { lotRouter } from '#features/lot/router.ts'
import { needleAlarmRouter } from '#features/needle-alarm/router.ts'
import { needleCountRouter } from '#features/needle-count/router.ts'
import { observationRouter } from '#features/observation/router.ts'
import { patientRouter } from '#features/patient/router.ts'
import { patientConditionRouter } from '#features/patient-condition/router.ts'
import { patientNeedRouter } from '#features/patient-need/router.ts'
import { practitionerRouter } from '#features/practitioner/router.ts'
import { productRouter } from '#features/product/router.ts'
import { proofRouter } from '#features/proof/router.ts'
import { recallRouter } from '#features/recall/router.ts'
import { recoveryRuleRouter } from '#features/recovery-rule/router.ts'
import { roomRouter } from '#features/room/router.ts'
import { safetyPolicyRouter } from '#features/safety-policy/router.ts'
import { scannerRouter } from '#features/scanner/router.ts'
import { scheduleRouter } from '#features/schedule/router.ts'
import { screeningRouter } from '#features/screening/router.ts'
import { serviceRequestRouter } from '#features/service-request/router.ts'
import { sessionRouter } from '#features/session/router.ts'
import { sharpsContainerRouter } from '#features/sharps-container/router.ts'
import { sharpsInjuryRouter } from '#features/sharps-injury/router.ts'
import { stockRouter } from '#features/stock/router.ts'
import { taskRouter } from '#features/task/router.ts'
import { traceRouter } from '#features/trace/router.ts'
import { visitDraftRouter } from '#features/visit-draft/router.ts'
import { visitNoticeRouter } from '#features/visit-notice/router.ts'
import { visitTreatmentRouter } from '#features/visit-treatment/router.ts'
import { router } from '#trpc/init.ts'

/** Every procedure there is. The rights test has a row for each. */
export const appRouter = router({
  aftercarePlan: aftercarePlanRouter,
  alertPhone: alertPhoneRouter,
  answerPhoto: answerPhotoRouter,
  answersAhead: answersAheadRouter,
  appointment: appointmentRouter,
  areaHold: areaHoldRouter,
  attendant: attendantRouter,
  auditEvent: auditEventRouter,
  bodyArea: bodyAreaRouter,
  carePlan: carePlanRouter,
  breakGlass: breakGlassRouter,
  checkIn: checkInRouter,
  cleanTechnique: cleanTechniqueRouter,
  clinic: clinicRouter,
  clinicalNote: clinicalNoteRouter,
  clinicalPolicy: clinicalPolicyRouter,
  communication: communicationRouter,
  dayClosing: dayClosingRouter,
  consent: consentRouter,
  contact: contactRouter,
  contraindication: contraindicationRouter,
  delivery: deliveryRouter,
  device: deviceRouter,
  emergency: emergencyRouter,
  encounter: encounterRouter,
  healthcareService: healthcareServiceRouter,
  incident: incidentRouter,
  incomingText: incomingTextRouter,
  lot: lotRouter,
  needleAlarm: needleAlarmRouter,
  needleCount: needleCountRouter,
  observation: observationRouter,
  patient: patientRouter,
  patientCondition: patientConditionRouter,
  patientNeed: patientNeedRouter,
  practitioner: practitionerRouter,
  product: productRouter,
  proof: proofRouter,
  recall: recallRouter,
  recoveryRule: recoveryRuleRouter,
  room: roomRouter,
  safetyPolicy: safetyPolicyRouter,
  scanner: scannerRouter,
  schedule: scheduleRouter,
  screening: screeningRouter,
  serviceRequest: serviceRequestRouter,
  session: sessionRouter,
  sharpsContainer: sharpsContainerRouter,
  sharpsInjury: sharpsInjuryRouter,
  stock: stockRouter,
  task: taskRouter,
  trace: traceRouter,
  visitDraft: visitDraftRouter,
  visitNotice: visitNoticeRouter,
  visitTreatment: visitTreatmentRouter,
})

export type AppRouter = typeof appRouter
