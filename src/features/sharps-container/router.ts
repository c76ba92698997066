import { asActor } from '#db/scope.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainSafety } from '#words/safety.ts'
import { mayKeepSharps, maySeeWhose } from './access.ts'
import { closeContainer } from './close-container.ts'
import { openContainer } from './open-container.ts'
import { closedContainers, containersByRoom, visitsOfContainer } from './queries.ts'
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

  close: procedureFor(mayKeepSharps)
    .input(schema.closeInput)
    .output(schema.opened)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'close-sharps-container', input, (tx) => closeContainer(tx, ctx.actor, input, ctx.now())),
    ),

  /** Those out of use, and what they covered. */
  closed: procedureFor(mayKeepSharps)
    .input(schema.closedInput)
    .output(schema.closed)
    .query(({ ctx, input }) =>
      asActor(ctx.database, ctx.actor, (tx) => closedContainers(tx, ctx.actor.clinicId, input, ctx.now())),
    ),

  /** The visits whose needles went into one. */
  visits: procedureFor(mayKeepSharps)
    .input(schema.visitsInput)
    .output(schema.visits)
    .query(async ({ ctx, input }) => {
      const { actor, locale } = ctx
      const wanted = { ...input, withNames: maySeeWhose(actor) }
      const found = await asActor(ctx.database, actor, (tx) => visitsOfContainer(tx, actor.clinicId, wanted, ctx.now()))
      return found ?? refuse(explainSafety([{ reason: 'not-found' }], locale))
    }),
})
