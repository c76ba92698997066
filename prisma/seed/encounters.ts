import type { Prisma } from '#db/generated/client.ts'
import { needsChestWarning } from '#domain/aftercare/plan.ts'
import type { RiskZone } from '#domain/body/area.ts'
import { knownOf } from '#domain/encounter/contraindication.ts'
import { MINUTE_MS } from '#domain/time/zone.ts'
import { aftercareStepId } from './aftercare.ts'
import { appointmentId } from './appointments.ts'
import { bodyAreas } from './body-areas.ts'
import { remarks } from './complaints.ts'
import { CONSENT_TEXT_VERSION } from './consent-texts.ts'
import { contraindications } from './contraindications.ts'
import { patientId, patients } from './patients.ts'
import { identityId, practitionerId, practitioners } from './people.ts'
import { lotIdOf, type ProductKey, sizeOf } from './products.ts'
import { QUESTIONS } from './questions.ts'
import { addDays, type SeedScope, seededChance } from './scope.ts'
import { services } from './services.ts'
import type { DemoVisit } from './visits.ts'

/** A visit that has happened, with what was done in it. */
interface Happened {
  readonly scope: SeedScope
  readonly visit: DemoVisit
  readonly encounterId: string
  readonly by: string
  readonly needles: readonly { readonly areaId: string; readonly needles: number; readonly insertions: number }[]
  readonly discarded: number
  readonly chance: () => number
}

export interface EncounterRows {
  readonly encounters: Prisma.EncounterCreateManyInput[]
  readonly screeningAnswers: Prisma.ScreeningAnswerCreateManyInput[]
  readonly consents: Prisma.ConsentCreateManyInput[]
  readonly acknowledgements: Prisma.AcknowledgementCreateManyInput[]
  readonly clinicalNotes: Prisma.ClinicalNoteCreateManyInput[]
  /** Second names under notes; the first is put there by completing the visit. */
  readonly cosignatures: Prisma.NoteSignatureCreateManyInput[]
  readonly procedures: Prisma.ProcedureCreateManyInput[]
  readonly needleCounts: Prisma.NeedleCountCreateManyInput[]
  readonly lotUses: Prisma.LotUseCreateManyInput[]
  readonly communications: Prisma.CommunicationCreateManyInput[]
}

/** The records of the visits that have happened; each needle in them came from a lot and was counted out. */
export const encounterRows = (scope: SeedScope, visits: readonly DemoVisit[]): EncounterRows => {
  const happened = visits.filter(({ status }) => status === 'fulfilled').map((visit) => happenedIn(scope, visit))
  const needled = happened.filter(({ visit }) => visit.needled !== null)
  return {
    encounters: happened.map(encounterRow),
    screeningAnswers: needled.flatMap(screeningRows),
    consents: firstOfEach(needled).map(consentRow),
    acknowledgements: firstOfEach(needled).flatMap(acknowledgementRows),
    clinicalNotes: happened.map(noteRow),
    cosignatures: happened.filter(isCosigned).map(cosignatureRow),
    procedures: needled.flatMap(procedureRows),
    needleCounts: needled.map(needleCountRow),
    lotUses: needled.map(lotUseRow),
    communications: needled.map(communicationRow),
  }
}

const happenedIn = (scope: SeedScope, visit: DemoVisit): Happened => {
  const chance = seededChance(`${scope.slug} ${visit.key} record`)
  const perArea = visit.technique === 'body-acupuncture' ? 2 : 3
  return {
    scope,
    visit,
    encounterId: scope.id('encounter', `${visit.key} ${visit.patient}`),
    by: identityId(`${visit.slot.practitioner}@demo.test`),
    needles: visit.requested.map((areaId) => {
      const needles = perArea + Math.floor(chance() * 3)
      return { areaId, needles, insertions: needles + (visit.technique === 'deep-dry-needling' ? 1 : 0) }
    }),
    discarded: chance() < 0.2 ? 1 : 0,
    chance,
  }
}

/** Consent is asked for once per person and technique. */
const firstOfEach = (needled: readonly Happened[]): Happened[] => [
  ...new Map([...needled].reverse().map((one) => [`${one.visit.patient} ${one.visit.technique}`, one])).values(),
]

const inserted = ({ needles }: Happened): number => needles.reduce((total, area) => total + area.needles, 0)

const encounterRow = ({ scope, visit, encounterId, by }: Happened): Prisma.EncounterCreateManyInput => ({
  clinicId: scope.clinicId,
  id: encounterId,
  appointmentId: appointmentId(scope, visit),
  patientId: patientId(scope, visit.patient),
  practitionerId: practitionerId(scope, visit.slot.practitioner),
  status: 'in-progress',
  startedAt: new Date(visit.needed.visit.startMs),
  needlesInAt: visit.needled && new Date(visit.needled.startMs),
  needlesOutAt: visit.needled && new Date(visit.needled.endMs),
  completedAt: new Date(visit.needed.visit.endMs),
  completedByIdentityId: by,
  version: 1,
})

const screeningRows = ({ scope, visit, encounterId }: Happened): Prisma.ScreeningAnswerCreateManyInput[] => {
  const conditions = patients.find(({ key }) => key === visit.patient)?.conditions ?? []
  return QUESTIONS.filter(({ required }) => required).map(({ id, conditionCode }) => ({
    clinicId: scope.clinicId,
    encounterId,
    questionId: id,
    answer: { value: conditions.some(({ code }) => code === conditionCode) ? 'yes' : 'no' },
    answeredAt: new Date(visit.needed.visit.startMs + MINUTE_MS),
  }))
}

const zonesOf = (areaIds: readonly string[]): RiskZone[] => [
  ...new Set(bodyAreas.filter(({ id }) => areaIds.includes(id)).flatMap(({ riskZones }) => riskZones)),
]

const consentRow = ({ scope, visit, encounterId, by }: Happened): Prisma.ConsentCreateManyInput => {
  const patient = patients.find(({ key }) => key === visit.patient)
  return {
    clinicId: scope.clinicId,
    id: scope.id('consent', `${visit.patient} ${visit.technique}`),
    patientId: patientId(scope, visit.patient),
    encounterId,
    technique: visit.technique ?? '',
    riskZones: zonesOf(visit.requested),
    textVersion: CONSENT_TEXT_VERSION,
    locale: patient?.locale ?? 'en',
    signedName: patient?.name ?? '',
    signerRelation: 'self',
    signature: { typed: true },
    signedAt: new Date(visit.needed.visit.startMs + 2 * MINUTE_MS),
    takenByIdentityId: by,
    conditions: (patient?.conditions ?? []).map(({ code }) => code),
  }
}

/** What spoke against it then was decided once, and holds while nothing of it changes. */
const acknowledgementRows = ({ scope, visit, encounterId, by }: Happened): Prisma.AcknowledgementCreateManyInput[] => {
  const conditions = patients.find(({ key }) => key === visit.patient)?.conditions ?? []
  return conditions.flatMap(({ code, note }) =>
    contraindications(scope)
      .filter(({ conditionCode, severity }) => conditionCode === code && severity === 'acknowledge')
      .map((rule) => ({
        clinicId: scope.clinicId,
        id: scope.id('acknowledgement', `${visit.patient} ${visit.technique} ${rule.code}`),
        encounterId,
        patientId: patientId(scope, visit.patient),
        ruleId: rule.id,
        technique: visit.technique ?? '',
        known: knownOf({ code, unsure: false, note: note ?? null, areaIds: null }),
        decision: 'go-on',
        reason: 'Talked through; thin needles, pressed longer afterwards.',
        byIdentityId: by,
        byName: visitedBy(visit),
        at: new Date(visit.needed.visit.startMs + 2 * MINUTE_MS),
        needsCoSign: false,
        version: 1,
      })),
  )
}

const visitedBy = ({ slot }: DemoVisit): string => practitioners[slot.practitioner].name

const noteRow = ({ scope, visit, encounterId, by, chance }: Happened): Prisma.ClinicalNoteCreateManyInput => ({
  clinicId: scope.clinicId,
  encounterId,
  subjective: visit.complaint.note,
  objective: remarks[Math.floor(chance() * remarks.length)] ?? '',
  byIdentityId: by,
  at: new Date(visit.needed.visit.endMs),
  version: 1,
})

/** Mei is supervised by Ana, who signs beside her within a day. */
const isCosigned = ({ scope, visit }: Happened): boolean =>
  visit.slot.practitioner === 'mei' && visit.key < addDays(scope.demoDate, -1)

const cosignatureRow = ({ scope, visit, encounterId }: Happened): Prisma.NoteSignatureCreateManyInput => ({
  clinicId: scope.clinicId,
  encounterId,
  part: 'co-signer',
  identityId: identityId('ana@demo.test'),
  name: practitioners.ana.name,
  hash: '',
  at: new Date(visit.needed.visit.endMs + 60 * MINUTE_MS),
})

/** Which box stood in the room. The recalled one was in use until four days before the demo day. */
const boxIn = ({ scope, visit }: Happened): { readonly product: ProductKey; readonly lotNumber: string } => {
  switch (visit.technique) {
    case 'deep-dry-needling':
      return visit.key < addDays(scope.demoDate, -3)
        ? { product: 'heron-50', lotNumber: 'B-2207' }
        : { product: 'heron-50', lotNumber: '24H07A' }
    case 'superficial-dry-needling':
      return { product: 'wren', lotNumber: 'W2511' }
    case 'electro-needling':
      return { product: 'kestrel-25', lotNumber: 'K25-0219' }
    default:
      return { product: 'kestrel-20', lotNumber: 'K20-0733' }
  }
}

const procedureRows = (one: Happened): Prisma.ProcedureCreateManyInput[] => {
  const { product, lotNumber } = boxIn(one)
  const { scope, visit, encounterId } = one
  return one.needles.map(({ areaId, needles, insertions }) => ({
    clinicId: scope.clinicId,
    id: scope.id('procedure', `${visit.key} ${visit.patient} ${areaId}`),
    encounterId,
    areaId,
    technique: visit.technique ?? '',
    ...sizeOf(product),
    needles,
    insertions,
    retained: services[visit.slot.service].segments.some(({ kind }) => kind === 'resting'),
    lotId: lotIdOf(scope, lotNumber),
    performedAt: new Date(visit.needled?.startMs ?? visit.needed.visit.startMs),
    enteredInError: false,
  }))
}

const needleCountRow = (one: Happened): Prisma.NeedleCountCreateManyInput => ({
  clinicId: one.scope.clinicId,
  encounterId: one.encounterId,
  inserted: inserted(one),
  removed: inserted(one),
  fellOutFound: 0,
  broken: 0,
  leftInPlace: 0,
  missing: 0,
  discardedUnused: one.discarded,
  droppedFound: 0,
  droppedNotFound: 0,
  closedAt: new Date(one.visit.needed.visit.endMs),
  version: 1,
})

const lotUseRow = (one: Happened): Prisma.LotUseCreateManyInput => ({
  clinicId: one.scope.clinicId,
  id: one.scope.id('lot-use', `${one.visit.key} ${one.visit.patient}`),
  encounterId: one.encounterId,
  lotId: lotIdOf(one.scope, boxIn(one).lotNumber),
  quantity: inserted(one) + one.discarded,
  byIdentityId: one.by,
  usedAt: new Date(one.visit.needled?.startMs ?? one.visit.needed.visit.startMs),
  at: new Date(one.visit.needled?.startMs ?? one.visit.needed.visit.startMs),
})

const communicationRow = ({ scope, visit, encounterId }: Happened): Prisma.CommunicationCreateManyInput => {
  const dueMs = visit.needled?.endMs ?? visit.needed.visit.endMs
  const reachable = patients.some(({ key, email }) => key === visit.patient && email !== undefined)
  return {
    clinicId: scope.clinicId,
    id: scope.id('communication', `${visit.key} ${visit.patient}`),
    kind: 'aftercare',
    encounterId,
    appointmentId: appointmentId(scope, visit),
    patientId: patientId(scope, visit.patient),
    stepId: aftercareStepId(scope),
    channel: 'email',
    attempt: 1,
    status: reachable ? 'sent' : 'withheld',
    statusReason: reachable ? null : 'no-address',
    dueAt: new Date(dueMs),
    basis: 'last-needle-out',
    areas: [...visit.requested],
    chestWarning: needsChestWarning(zonesOf(visit.requested)),
    sentAt: reachable ? new Date(dueMs + 20_000) : null,
    messageId: reachable ? `<${encounterId}@demo.test>` : null,
    delivery: reachable ? 'accepted' : null,
    createdAt: new Date(dueMs),
  }
}
