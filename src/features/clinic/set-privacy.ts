import type { Database } from '#db/client.ts'
import { done, runCommand } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { fingerprint } from '#lib/fingerprint.ts'

export interface Privacy {
  readonly lockAfterMinutes: number
  readonly careDays: number
  readonly breakGlassMinutes: number
}

/**
 * Says how soon an untouched screen locks, for how long a visit keeps somebody in the care of who treated them, and how
 * long a record stays open that was opened with a reason. What is open already stays open as it was said.
 */
export const setPrivacy = (
  database: Database,
  actor: StaffActor,
  { requestId, lockAfterMinutes, careDays, breakGlassMinutes }: Privacy & { readonly requestId: string },
) => {
  const privacy = { lockAfterMinutes, careDays, breakGlassMinutes }
  return runCommand<{ lockAfterMinutes: number; careDays: number; breakGlassMinutes: number }, never>(
    database,
    actor,
    { command: `set-privacy ${fingerprint(privacy)}`, requestId },
    async (tx) => {
      const { clinicId: id } = actor
      await tx.clinic.updateMany({ where: { id }, data: privacy })
      return done(privacy, { action: 'set-privacy', entityType: 'Clinic', entityId: id, detail: privacy })
    },
  )
}
