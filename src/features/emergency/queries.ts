import type { Transaction } from '#db/client.ts'
import { readsClinical, type StaffActor } from '#domain/actor.ts'
import { displayName, type LocalizedText, type Side } from '#domain/body/area.ts'
import { stillIn } from '#domain/encounter/needle-count.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { countOf } from '#features/encounter/queries.ts'
import { clinicTexts } from '#features/safety-policy/queries.ts'
import type { Locale } from '#words/locale.ts'

/** More at once than any clinic has rooms. */
const MOST = 20
const AT_THE_DESK = 'emergency-desk'

const withVisit = {
  appointment: {
    select: {
      id: true,
      patient: { select: { name: true, phone: true } },
      practitioner: { select: { name: true } },
      place: { select: { room: { select: { name: true } } } },
      encounter: { select: { id: true } },
    },
  },
} as const

/** The emergency with this id, whoever called. */
export const emergencyOf = (tx: Transaction, clinicId: string, id: string) =>
  tx.emergency.findUnique({ where: { clinicId_id: { clinicId, id } } })

/** Needles that are in and where, for those who treat and assist; nobody else's query reads them. */
const needlesOf = async (tx: Transaction, clinicId: string, encounterId: string, locale: Locale) => {
  const count = countOf(await tx.needleCount.findUnique({ where: { clinicId_encounterId: { clinicId, encounterId } } }))
  const procedures = await tx.procedure.findMany({
    where: { clinicId, encounterId, enteredInError: false },
    select: {
      needles: true,
      area: { select: { id: true, side: true, plainName: true, clinicalName: true } },
    },
    take: 100,
  })
  const where = Map.groupBy(procedures, ({ area }) => area.id)
  return {
    stillIn: count === null ? 0 : stillIn(count),
    areas: [...where.values()].map((rows) => {
      const [first] = rows
      const area = first?.area
      const name =
        area === undefined
          ? ''
          : displayName(
              {
                side: area.side as Side,
                plainName: area.plainName as unknown as LocalizedText,
                clinicalName: area.clinicalName as unknown as LocalizedText,
              },
              locale,
              'staff',
            )
      return { name, needles: rows.reduce((sum, { needles }) => sum + needles, 0) }
    }),
  }
}

/** The emergencies that are going on: to everybody who, where and what to do; to clinical eyes the needles as well. */
export const openEmergencies = async (tx: Transaction, actor: StaffActor, locale: Locale, nowMs: number) => {
  const { clinicId } = actor
  const rows = await tx.emergency.findMany({
    where: { clinicId, endedAt: null },
    include: withVisit,
    orderBy: { tappedAt: 'asc' },
    take: MOST,
  })
  if (rows.length === 0) return { emergencies: [], whatToDo: null }
  const date = localDateOf(nowMs, await clinicZone(tx, clinicId))
  const [whatToDo] = await clinicTexts(tx, clinicId, { date, locale, keys: [AT_THE_DESK] })
  const clinical = readsClinical(actor)
  const emergencies = []
  for (const { id, tappedAt, byName, goingByName, appointment } of rows) {
    const encounterId = appointment.encounter?.id
    emergencies.push({
      ...{ id, byName, goingByName, tappedIso: tappedAt.toISOString() },
      appointmentId: appointment.id,
      patientName: appointment.patient.name,
      patientPhone: appointment.patient.phone,
      roomName: appointment.place.room.name,
      practitionerName: appointment.practitioner.name,
      // one or two at a time, so that a question each is none too many
      needles: clinical && encounterId !== undefined ? await needlesOf(tx, clinicId, encounterId, locale) : null,
    })
  }
  return { emergencies, whatToDo: whatToDo ?? null }
}
