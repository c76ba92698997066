import { runCommand } from '#db/command.ts'
import { asActor } from '#db/scope.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { answered } from '#trpc/answer.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { explainClosing } from '#words/safety.ts'
import { mayCloseDay } from './access.ts'
import { closeDay } from './close-day.ts'
import { closingOf, needlesInAnywhere } from './queries.ts'
import * as schema from './schema.ts'

export const dayClosingRouter = router({
  standing: procedureFor(mayCloseDay)
    .output(schema.standing)
    .query(({ ctx }) =>
      asActor(ctx.database, ctx.actor, async (tx) => {
        const { clinicId } = ctx.actor
        const date = localDateOf(ctx.now(), await clinicZone(tx, clinicId))
        const closing = await closingOf(tx, clinicId, date)
        return {
          date,
          closedAt: closing?.closedAt.toISOString() ?? null,
          closedByName: closing?.byName ?? null,
          needlesIn: await needlesInAnywhere(tx, clinicId),
        }
      }),
    ),

  close: procedureFor(mayCloseDay)
    .input(schema.closeInput)
    .output(schema.closed)
    .mutation(async ({ ctx, input: { requestId } }) => {
      const request = { command: 'close-day', requestId }
      return answered(
        await runCommand(ctx.database, ctx.actor, request, (tx) => closeDay(tx, ctx.actor, ctx.now())),
        (refusals) => explainClosing(refusals, ctx.locale),
      )
    }),
})
