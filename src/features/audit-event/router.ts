import { asActor } from '#db/scope.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { mayKnowWhoReads, mayReadTrail } from './access.ts'
import { openingsOfMine, readTrail } from './queries.ts'
import { myOpenings, openingsInput, trail, trailInput } from './schema.ts'

export const auditEventRouter = router({
  trail: procedureFor(mayReadTrail)
    .input(trailInput)
    .output(trail)
    .query(({ ctx, input }) => asActor(ctx.database, ctx.actor, (tx) => readTrail(tx, ctx.actor, input))),

  openingsOfMine: procedureFor(mayKnowWhoReads)
    .input(openingsInput)
    .output(myOpenings)
    .query(({ ctx, input }) => asActor(ctx.database, ctx.actor, (tx) => openingsOfMine(tx, ctx.actor, input))),
})
