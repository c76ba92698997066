import type { Database } from '#db/client.ts'
import { done, runCommand } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { fingerprint } from '#lib/fingerprint.ts'

/** Says whether depth and angle are asked for of every needling. What was written down before stays as it is. */
export const askDetail = (
  database: Database,
  actor: StaffActor,
  { requestId, asked }: { readonly requestId: string; readonly asked: boolean },
) =>
  runCommand<{ asksDepthAndAngle: boolean }, never>(
    database,
    actor,
    { command: `ask-detail ${fingerprint({ asked })}`, requestId },
    async (tx) => {
      const { clinicId: id } = actor
      await tx.clinic.updateMany({ where: { id }, data: { asksDepthAndAngle: asked } })
      return done(
        { asksDepthAndAngle: asked },
        { action: 'ask-depth-and-angle', entityType: 'Clinic', entityId: id, detail: { asked } },
      )
    },
  )
