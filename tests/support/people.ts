import type pg from 'pg'
import { rowsOf } from './raw-sql.ts'

/** Of `patient p`: whoever can be booked with anybody and anywhere. */
export const WITHOUT_NEEDS = `NOT EXISTS (SELECT 1 FROM patient_need n WHERE n.clinic_id = p.clinic_id AND n.patient_id = p.id)`

/** Of `patient p`: nothing on record speaks against needling them. */
export const WITHOUT_CONDITIONS = `NOT EXISTS (SELECT 1 FROM patient_condition c WHERE c.clinic_id = p.clinic_id AND c.patient_id = p.id)`

/** The ids of a clinic's patients who need nothing special, in order; without one of them, if named. */
export const patientIdsOf = async (
  owner: pg.Pool,
  clinicId: string,
  withoutId: string | null = null,
): Promise<string[]> => {
  const patients = await rowsOf<{ id: string }>(
    owner,
    `SELECT id FROM patient p WHERE clinic_id = $1 AND id IS DISTINCT FROM $2 AND ${WITHOUT_NEEDS} ORDER BY id`,
    [clinicId, withoutId],
  )
  return patients.map(({ id }) => id)
}
