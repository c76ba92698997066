import { runCommand } from '#db/command.ts'
import { asActor } from '#db/scope.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { answered } from '#trpc/answer.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { explainSafety } from '#words/safety.ts'
import { mayKeepSharps } from './access.ts'
import { openContainer } from './open-container.ts'
import { containersByRoom } from './queries.ts'
import * as schema from './schema.ts'

export const sharpsContainerRouter = router({
  list: procedureFor(mayKeepSharps)
    .output(schema.containers)
    .query(({ ctx }) =>
      asActor(ctx.database, ctx.actor, async (tx) => ({
        rooms: await containersByRoom(tx, ctx.actor.clinicId, ctx.now()),
      })),
    ),

  open: procedureFor(mayKeepSharps)
    .input(schema.openInput)
    .output(schema.opened)
    .mutation(async ({ ctx, input }) => {
      const request = { command: `open-sharps-container ${fingerprint(input)}`, requestId: input.requestId }
      return answered(
        await runCommand(ctx.database, ctx.actor, request, (tx) => openContainer(tx, ctx.actor, input, ctx.now())),
        (refusals) => explainSafety(refusals, ctx.locale),
      )
    }),
})
