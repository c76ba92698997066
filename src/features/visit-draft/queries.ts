import type { Transaction } from '#db/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import type { LocalizedText } from '#domain/body/area.ts'
import type { Locale } from '#words/locale.ts'
import type { ParkedDraft } from './schema.ts'

/** More people than one person can keep waiting. */
export const MOST_DRAFTS = 12

/** What is kept of a draft beside whom and what it is for. */
export type StoredAnswers = Pick<
  ParkedDraft,
  'areaIds' | 'areasUndecided' | 'practitionerId' | 'startIso' | 'startPractitionerId' | 'hereNow'
>

interface Row {
  readonly id: string
  readonly parkedMs: number
  readonly patient: ParkedDraft['patient']
  readonly service: (Omit<NonNullable<ParkedDraft['service']>, 'name'> & { readonly name: LocalizedText }) | null
  readonly answers: StoredAnswers
  readonly startPractitionerName: string | null
  readonly moving: { readonly appointmentId: string; readonly startMs: number } | null
  readonly heldUntilMs: number | null
}

/** What this person has put aside, the first first, with how long its time is still held. */
export const listDrafts = async (
  tx: Transaction,
  { clinicId, identityId }: StaffActor,
  locale: Locale,
  nowMs: number,
): Promise<ParkedDraft[]> => {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT d.id, (extract(epoch FROM d.parked_at) * 1000)::float8 AS "parkedMs", d.answers,
      CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'name', p.name, 'birthDate', p.birth_date) END AS patient,
      CASE WHEN s.id IS NOT NULL THEN json_build_object('id', s.id, 'name', s.name, 'needling', s.technique IS NOT NULL) END AS service,
      (SELECT x.name FROM practitioner x WHERE x.clinic_id = d.clinic_id AND x.id::text = d.answers ->> 'startPractitionerId') AS "startPractitionerName",
      (SELECT json_build_object('appointmentId', a.id, 'startMs', (extract(epoch FROM a.starts_at) * 1000)::bigint) FROM appointment a
        WHERE a.clinic_id = d.clinic_id AND a.id::text = d.answers ->> 'movingAppointmentId') AS moving,
      (SELECT (extract(epoch FROM h.expires_at) * 1000)::float8 FROM time_hold h
        WHERE h.clinic_id = d.clinic_id AND h.id = d.id AND h.expires_at > ${new Date(nowMs)}::timestamptz) AS "heldUntilMs"
    FROM visit_draft d
    LEFT JOIN patient p ON p.clinic_id = d.clinic_id AND p.id = d.patient_id
    LEFT JOIN healthcare_service s ON s.clinic_id = d.clinic_id AND s.id = d.service_id
    WHERE d.clinic_id = ${clinicId}::uuid AND d.identity_id = ${identityId}
    ORDER BY d.parked_at, d.id LIMIT ${MOST_DRAFTS}`
  return rows.map(({ parkedMs, heldUntilMs, answers, service, moving, ...row }) => ({
    ...row,
    ...answers,
    moving: moving && { appointmentId: moving.appointmentId, startIso: new Date(moving.startMs).toISOString() },
    service: service && { ...service, name: service.name[locale] },
    parkedIso: new Date(parkedMs).toISOString(),
    heldUntilIso: heldUntilMs === null ? null : new Date(heldUntilMs).toISOString(),
  }))
}
