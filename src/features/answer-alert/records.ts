import type { Transaction } from '#db/client.ts'
import { ABOUT, aboutTask } from './queries.ts'

/** Everything that rings of the patient, or the unknown number, of this task, locked; empty when it rings no more. */
export const lockRinging = (tx: Transaction, clinicId: string, taskId: string, nowMs: number) =>
  tx.$queryRaw<{ id: string; patientId: string | null }[]>`
    SELECT t.id, t.patient_id AS "patientId" FROM task t
    WHERE t.clinic_id = ${clinicId}::uuid AND t.rings AND t.status = 'open' AND ${ABOUT} = ${aboutTask(clinicId, taskId)}
      AND (t.taken_at IS NULL OR t.close_by <= ${new Date(nowMs)}::timestamptz)
    ORDER BY t.id FOR UPDATE OF t`
