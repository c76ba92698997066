import { asActor } from '#db/scope.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { explainSafety } from '#words/safety.ts'
import { mayKeepSharps } from './access.ts'
import { openContainer } from './open-container.ts'
import { containersByRoom } from './queries.ts'
import * as schema from './schema.ts'

const carryOut = carryOutWith(explainSafety)

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
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'open-sharps-container', input, (tx) => openContainer(tx, ctx.actor, input, ctx.now())),
    ),
})
