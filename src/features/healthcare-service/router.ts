import { asActor } from '#db/scope.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { maySeeServices } from './access.ts'
import { listServices } from './queries.ts'
import { services } from './schema.ts'

export const healthcareServiceRouter = router({
  list: procedureFor(maySeeServices)
    .output(services)
    .query(async ({ ctx }) => ({
      services: await asActor(ctx.database, ctx.actor, (tx) => listServices(tx, ctx.actor, ctx.locale)),
    })),
})
