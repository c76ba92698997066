import { asActor } from '#db/scope.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { maySeeOwnSession } from './access.ts'
import { readCurrentSession } from './queries.ts'
import { currentSession } from './schema.ts'

export const sessionRouter = router({
  current: procedureFor(maySeeOwnSession)
    .output(currentSession)
    .query(({ ctx }) => asActor(ctx.database, ctx.actor, (tx) => readCurrentSession(tx, ctx.actor))),
})
