import type { Transaction } from '#db/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import { type AftercarePlan, stepsFor } from '#domain/aftercare/plan.ts'
import { emergencyPhoneFor } from '#domain/contact/emergency-number.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { areasById, clinicForLetters, wordsOfMessage } from '#features/communication/queries.ts'
import { type AftercareText, aftercareText } from '#words/aftercare.ts'
import { type Locale, parseLocale } from '#words/locale.ts'
import { mayPrintOn } from './access.ts'
import { flagsOfVisit, placesTreated, plansOfVisit, type StoredText, textOn } from './queries.ts'

interface Asked {
  readonly appointmentId: string
  /** null: the language that the patient reads. */
  readonly locale: Locale | null
}

const visitOf = (tx: Transaction, clinicId: string, id: string) =>
  tx.appointment.findUnique({
    where: { clinicId_id: { clinicId, id } },
    select: {
      ...{ startsAt: true, endsAt: true, timeZone: true, technique: true, serviceId: true },
      patient: { select: { name: true, locale: true, timeZone: true } },
      practitioner: { select: { name: true } },
      location: { select: { address: true } },
      appointmentAreas: { select: { areaId: true } },
      encounter: { select: { id: true } },
      communications: {
        where: { kind: { in: ['aftercare', 'removal'] } },
        select: {
          ...{ kind: true, status: true, textVersionId: true, areas: true, chestWarning: true, step: true },
        },
        orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
      },
    },
  })
type Visit = NonNullable<Awaited<ReturnType<typeof visitOf>>>

interface Told {
  readonly words: StoredText | null
  readonly areaIds: readonly string[]
  readonly chestWarning: boolean
}

/** What the first message says, or would say by what is planned: a leaflet may be wanted before the needles are out. */
const whatIsTold = async (
  tx: Transaction,
  { clinicId }: StaffActor,
  { visit, plans, date, nowMs }: { visit: Visit; plans: readonly AftercarePlan[]; date: string; nowMs: number },
): Promise<Told | null> => {
  const first = visit.communications.find(({ kind }) => kind === 'aftercare')
  if (first !== undefined)
    return { ...first, areaIds: first.areas, words: await wordsOfMessage(tx, clinicId, first, nowMs) }
  const leaves = visit.appointmentAreas.map(({ areaId }) => areaId)
  const places = await placesTreated(tx, clinicId, leaves)
  const [step] = stepsFor({
    ...{ plans, techniques: visit.technique === null ? [] : [visit.technique], serviceId: visit.serviceId },
    ...(leaves.length === 0 ? { areaIds: 'unknown' as const, riskZones: 'unknown' as const } : places),
    flags: visit.encounter === null ? [] : await flagsOfVisit(tx, visit.encounter.id),
    ...{ lastNeedleOutMs: null, plannedEndMs: visit.endsAt.getTime() },
  })
  if (step === undefined) return null
  const { chestWarning, templateKey } = step
  return { chestWarning, areaIds: leaves, words: await textOn(tx, clinicId, templateKey, date) }
}

export interface Leaflet {
  readonly locale: Locale
  readonly clinic: { readonly name: string; readonly phone: string; readonly address: string }
  readonly patientName: string
  readonly practitionerName: string
  readonly visitStartsAt: string
  readonly timeZone: string
  /** What is said after every visit like this, and of a needle that stays in. */
  readonly texts: readonly AftercareText[]
}

/** The leaflet of one visit as the patient takes it home; null when there is none, or it is nobody's to print here. */
export const describeLeaflet = async (
  tx: Transaction,
  actor: StaffActor,
  { appointmentId, locale: asked }: Asked,
  nowMs: number,
): Promise<Leaflet | null> => {
  const { clinicId } = actor
  const visit = await visitOf(tx, clinicId, appointmentId)
  if (visit === null) return null
  const { timeZone, startsAt, patient, practitioner } = visit
  const date = localDateOf(nowMs, timeZone)
  if (!mayPrintOn(actor, localDateOf(startsAt.getTime(), timeZone), date)) return null
  const plans = await plansOfVisit(tx, clinicId, { encounterId: visit.encounter?.id ?? null, date })
  const told = await whatIsTold(tx, actor, { visit, plans, date, nowMs })
  if (told === null || told.words === null) return null
  const left = visit.communications.some(({ kind }) => kind === 'removal')
    ? plans.flatMap(({ steps }) => steps).find(({ anchor }) => anchor === 'left-in-place')
    : undefined
  const leftWords = left === undefined ? null : await textOn(tx, clinicId, left.templateKey, date)
  const locale = asked ?? parseLocale(patient.locale)
  const clinic = await clinicForLetters(tx, clinicId)
  const values = {
    ...{ name: patient.name, clinic: clinic.name, clinicPhone: clinic.phone },
    emergencyPhone: emergencyPhoneFor(clinic.emergencyPhone, patient.timeZone),
    ...{ messageHours: clinic.messageHours[locale], practitioner: practitioner.name },
  }
  const occasion = { chestWarning: told.chestWarning, areas: await areasById(tx, clinicId, told.areaIds) }
  return {
    ...{ locale, timeZone, patientName: patient.name, practitionerName: practitioner.name },
    clinic: { name: clinic.name, phone: clinic.phone, address: visit.location.address },
    visitStartsAt: startsAt.toISOString(),
    texts: [told.words, ...(leftWords === null ? [] : [leftWords])].map((words) =>
      aftercareText(words, occasion, values, locale),
    ),
  }
}
