import type { Transaction } from '#db/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import { emergencyPhoneFor } from '#domain/contact/emergency-number.ts'
import { areasById, clinicForLetters } from '#features/communication/queries.ts'
import { type AftercareText, aftercareText } from '#words/aftercare.ts'
import { type Locale, parseLocale } from '#words/locale.ts'
import { textById } from './queries.ts'

interface Visit {
  readonly messageId: string
  readonly chestWarning: boolean
  readonly patientName: string
  readonly startsAt: Date
  readonly timeZone: string
}

/** Past visits of one's own that made aftercare due, the last one first. */
export const visitsToTryOn = async (
  tx: Transaction,
  { clinicId, practitionerId }: StaffActor,
  { limit, offset }: { readonly limit: number; readonly offset: number },
) => {
  if (practitionerId === null) return { visits: [], nextOffset: null }
  const rows = await tx.$queryRaw<Visit[]>`
    SELECT m.id AS "messageId", m.chest_warning AS "chestWarning", p.name AS "patientName", a.starts_at AS "startsAt", a.time_zone AS "timeZone"
    FROM (SELECT DISTINCT ON (c.encounter_id) c.id, c.chest_warning, c.appointment_id, c.patient_id
      FROM communication c JOIN encounter e ON e.clinic_id = c.clinic_id AND e.id = c.encounter_id
      WHERE c.clinic_id = ${clinicId}::uuid AND c.kind = 'aftercare' AND e.practitioner_id = ${practitionerId}::uuid
        AND e.status <> 'entered-in-error' ORDER BY c.encounter_id, c.due_at) m
    JOIN appointment a ON a.clinic_id = ${clinicId}::uuid AND a.id = m.appointment_id
    JOIN patient p ON p.clinic_id = ${clinicId}::uuid AND p.id = m.patient_id
    ORDER BY a.starts_at DESC, m.id LIMIT ${limit + 1} OFFSET ${offset}`
  return {
    visits: rows.slice(0, limit).map(({ startsAt, ...visit }) => ({ ...visit, startsAt: startsAt.toISOString() })),
    nextOffset: rows.length > limit ? offset + limit : null,
  }
}

export interface Preview {
  readonly messageId: string
  readonly locale: Locale
  readonly clinic: { readonly name: string; readonly slug: string; readonly phone: string; readonly address: string }
  readonly patientName: string
  readonly practitionerName: string
  readonly visitStartsAt: string
  readonly timeZone: string
  readonly text: AftercareText
}

/** A version, in force or not, as the patient of a real visit would read it; null when either is not theirs to see. */
export const previewText = async (
  tx: Transaction,
  { clinicId, practitionerId }: StaffActor,
  asked: { readonly versionId: string; readonly messageId: string; readonly locale: Locale | null },
): Promise<Preview | null> => {
  const row = await tx.communication.findUnique({
    where: { clinicId_id: { clinicId, id: asked.messageId } },
    select: {
      ...{ chestWarning: true, areas: true, kind: true, encounter: { select: { practitionerId: true } } },
      patient: { select: { name: true, locale: true, timeZone: true } },
      appointment: {
        select: {
          ...{ startsAt: true, timeZone: true, practitioner: { select: { name: true } } },
          location: { select: { address: true } },
        },
      },
    },
  })
  const words = await textById(tx, clinicId, asked.versionId)
  const isTheirs = row?.kind === 'aftercare' && row.encounter?.practitionerId === practitionerId
  if (row === null || words === null || !isTheirs) return null
  const { patient, appointment } = row
  if (patient === null || appointment === null) return null
  const locale = asked.locale ?? parseLocale(patient.locale)
  const { name, slug, phone, emergencyPhone, messageHours } = await clinicForLetters(tx, clinicId)
  const values = {
    ...{ name: patient.name, clinic: name, clinicPhone: phone, messageHours: messageHours[locale] },
    emergencyPhone: emergencyPhoneFor(emergencyPhone, patient.timeZone),
    practitioner: appointment.practitioner.name,
  }
  const areas = await areasById(tx, clinicId, row.areas)
  return {
    ...{ messageId: asked.messageId, locale, patientName: patient.name, timeZone: appointment.timeZone },
    clinic: { name, slug, phone, address: appointment.location.address },
    practitionerName: appointment.practitioner.name,
    visitStartsAt: appointment.startsAt.toISOString(),
    text: aftercareText(words, { chestWarning: row.chestWarning, areas }, values, locale),
  }
}
