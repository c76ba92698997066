import { asActor } from '#db/scope.ts'
import { answered } from '#trpc/answer.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { explainSetup } from '#words/setup.ts'
import { mayEditServices, maySeeServiceSetup, maySeeServices } from './access.ts'
import { listServices, serviceSetups } from './queries.ts'
import { saveService } from './save-service.ts'
import { pageInput, saved, saveInput, services, setup } from './schema.ts'

export const healthcareServiceRouter = router({
  list: procedureFor(maySeeServices)
    .output(services)
    .query(async ({ ctx }) => ({
      services: await asActor(ctx.database, ctx.actor, (tx) => listServices(tx, ctx.actor, ctx.locale)),
    })),

  setup: procedureFor(maySeeServiceSetup)
    .input(pageInput)
    .output(setup)
    .query(({ ctx, input }) =>
      asActor(ctx.database, ctx.actor, (tx) =>
        serviceSetups(tx, ctx.actor.clinicId, input, { locale: ctx.locale, nowMs: ctx.now() }),
      ),
    ),

  save: procedureFor(mayEditServices)
    .input(saveInput)
    .output(saved)
    .mutation(async ({ ctx, input }) =>
      answered(await saveService(ctx.database, ctx.actor, input), (refusals) => explainSetup(refusals, ctx.locale)),
    ),
})
