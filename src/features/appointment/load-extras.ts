import type { Transaction } from '#db/client.ts'
import type { DayCount } from '#domain/appointment/day-limits.ts'
import type { RawAttendant, RawDevice } from './gather-pools.ts'

/** What only some visits ask about: devices, attendants, and how full the days are. */
export interface Extras {
  readonly devices: readonly RawDevice[]
  readonly attendants: readonly RawAttendant[]
  /** Of this service, in the stretch. */
  readonly dayCounts: readonly DayCount[]
}

export interface ExtrasAsked {
  readonly patientId: string
  readonly serviceId: string
  readonly location: { readonly id: string; readonly zone: string }
  readonly deviceKinds: readonly string[]
  readonly attendantKinds: readonly string[]
  readonly hasLimits: boolean
  readonly movingAppointmentId: string | null
  /** The time that whoever asks holds for the visit: not counted against it. */
  readonly holdId: string | null
  readonly nowMs: number
  readonly stretch: { readonly from: Date; readonly to: Date }
}

const NONE: Extras = { devices: [], attendants: [], dayCounts: [] }

/** Loads them in one statement; in none when the service and the patient need nothing of the kind, as most. */
export const loadExtras = async (
  tx: Transaction,
  clinicId: string,
  { patientId, serviceId, location, deviceKinds, attendantKinds, hasLimits, stretch, ...asked }: ExtrasAsked,
): Promise<Extras> => {
  const { movingAppointmentId, holdId, nowMs } = asked
  if (deviceKinds.length === 0 && attendantKinds.length === 0 && !hasLimits) return NONE
  const [row] = await tx.$queryRaw<Extras[]>`
    SELECT
      (SELECT coalesce(json_agg(json_build_object('id', d.id, 'kind', d.kind) ORDER BY d.name, d.id), '[]')
        FROM device d WHERE d.clinic_id = ${clinicId}::uuid AND d.location_id = ${location.id}::uuid AND d.active
          AND d.kind = ANY (${[...deviceKinds]}::text[])) AS devices,
      (SELECT coalesce(json_agg(json_build_object('id', t.id, 'kind', t.kind, 'languages', t.languages, 'awayFrom', t.away_from,
          'awayUntil', t.away_until) ORDER BY t.name, t.id), '[]')
        FROM attendant t WHERE t.clinic_id = ${clinicId}::uuid AND t.active AND t.kind = ANY (${[...attendantKinds]}::text[])) AS attendants,
      CASE WHEN ${hasLimits}::boolean THEN (
        SELECT coalesce(json_agg(json_build_object('date', c.on_day, 'visits', c.visits, 'ofPatient', c.of_patient)), '[]')
        FROM visits_of_service(${serviceId}::uuid, ${patientId}::uuid, ${movingAppointmentId}::uuid, ${stretch.from}, ${stretch.to},
          ${location.zone}, ${new Date(nowMs)}, ${holdId}::uuid) c) ELSE '[]' END AS "dayCounts"`
  return row ?? NONE
}
