import type { Database } from '#db/client.ts'
import { done, refused, runCommand } from '#db/command.ts'
import type { PatientActor, StaffActor } from '#domain/actor.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { closeTasksOfCause } from '../task/records.ts'
import type { NeedRefusal } from './add-need.ts'

export interface NeedEnd {
  readonly requestId: string
  readonly needId: string
  readonly version: number
}

/** Ends a need: visits booked from now on need not be like that. It stays on file with its time. */
export const endNeed = (database: Database, actor: StaffActor | PatientActor, { requestId, ...end }: NeedEnd) =>
  runCommand<{ id: string; version: number }, NeedRefusal>(
    database,
    actor,
    { command: `end-need ${fingerprint(end)}`, requestId },
    async (tx) => {
      const { clinicId } = actor
      const { needId: id } = end
      // of others there is none: the wall stands before this row
      const need = await tx.patientNeed.findUnique({
        where: { clinicId_id: { clinicId, id }, endedAt: null },
        select: { patientId: true, kind: true, version: true },
      })
      if (need === null) return refused({ reason: 'not-found' } as const)
      const version = end.version + 1
      const ended = await tx.$executeRaw`
        UPDATE patient_need SET ended_at = greatest(created_at, app_now()), version = ${version}
        WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid AND version = ${end.version} AND ended_at IS NULL`
      if (ended === 0) return refused({ reason: 'stale-version' } as const)
      await closeTasksOfCause(tx, clinicId, id)
      const { patientId, kind } = need
      return done(
        { id, version },
        { action: 'end-need', entityType: 'PatientNeed', entityId: id, patientId, detail: { kind } },
      )
    },
  )
