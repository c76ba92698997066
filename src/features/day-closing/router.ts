import { asActor } from '#db/scope.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { explainClosing } from '#words/safety.ts'
import { mayCloseDay } from './access.ts'
import { closeDay } from './close-day.ts'
import { closingOf, needlesInAnywhere } from './queries.ts'
import * as schema from './schema.ts'

const carryOut = carryOutWith(explainClosing)

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
    .mutation(({ ctx, input }) => carryOut(ctx, 'close-day', input, (tx) => closeDay(tx, ctx.actor, ctx.now()))),
})
