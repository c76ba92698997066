import { asActor } from '#db/scope.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { maySeeAreas } from './access.ts'
import { listAreas } from './queries.ts'
import { bodyAreas } from './schema.ts'

export const bodyAreaRouter = router({
  list: procedureFor(maySeeAreas)
    .output(bodyAreas)
    .query(async ({ ctx }) => {
      const { clinicId, kind } = ctx.actor
      const areas = await asActor(ctx.database, ctx.actor, (tx) =>
        listAreas(tx, clinicId, { forPatients: kind === 'patient' }),
      )
      return bodyAreas.parse({ areas })
    }),
})
