import type { Database } from '#db/client.ts'
import { done, runCommand } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { fingerprint } from '#lib/fingerprint.ts'

/**
 * Says whether the desk may break overlap, hours and notice with a reason. What protects a body stays with those who treat
 *; the reason is kept with the name of whoever gave it, as everybody's is.
 */
export const allowOverride = (
  database: Database,
  actor: StaffActor,
  { requestId, allowed }: { readonly requestId: string; readonly allowed: boolean },
) =>
  runCommand<{ deskMayOverride: boolean }, never>(
    database,
    actor,
    { command: `allow-override ${fingerprint({ allowed })}`, requestId },
    async (tx) => {
      const { clinicId: id } = actor
      await tx.clinic.updateMany({ where: { id }, data: { deskMayOverride: allowed } })
      return done(
        { deskMayOverride: allowed },
        { action: allowed ? 'allow-desk-override' : 'forbid-desk-override', entityType: 'Clinic', entityId: id },
      )
    },
  )
