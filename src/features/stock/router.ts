import { asActor } from '#db/scope.ts'
import { stockZone } from '#features/lot/queries.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainRecord } from '#words/record.ts'
import { maySeeStock } from './access.ts'
import { lyingIn, stockPlaces } from './queries.ts'
import * as schema from './schema.ts'

export const stockRouter = router({
  /** Where needles can lie. */
  places: procedureFor(maySeeStock)
    .output(schema.stockPlaces)
    .query(({ ctx }) =>
      asActor(ctx.database, ctx.actor, async (tx) => ({ places: await stockPlaces(tx, ctx.actor.clinicId) })),
    ),

  /** What lies in one of them. */
  lying: procedureFor(maySeeStock)
    .input(schema.lyingInput)
    .output(schema.lying)
    .query(async ({ ctx, input: { placeId, ...page } }) => {
      const lying = await asActor(ctx.database, ctx.actor, async (tx) =>
        lyingIn(tx, ctx.actor.clinicId, placeId, page, { nowMs: ctx.now(), zone: await stockZone(tx) }),
      )
      return lying ?? refuse(explainRecord([{ reason: 'not-found' }], ctx.locale))
    }),
})
