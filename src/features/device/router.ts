import { asActor } from '#db/scope.ts'
import { answered } from '#trpc/answer.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { explainSetup } from '#words/setup.ts'
import { lookingFrom } from '../task/records.ts'
import { mayEditDevices, maySeeDeviceSetup } from './access.ts'
import { deviceSetups } from './queries.ts'
import { saveDevice } from './save-device.ts'
import { pageInput, saved, saveInput, setup } from './schema.ts'

export const deviceRouter = router({
  setup: procedureFor(maySeeDeviceSetup)
    .input(pageInput)
    .output(setup)
    .query(({ ctx, input }) => asActor(ctx.database, ctx.actor, (tx) => deviceSetups(tx, ctx.actor.clinicId, input))),

  save: procedureFor(mayEditDevices)
    .input(saveInput)
    .output(saved)
    .mutation(async ({ ctx, input }) =>
      answered(await saveDevice(ctx.database, ctx.actor, lookingFrom(input), ctx.now()), (refusals) =>
        explainSetup(refusals, ctx.locale, input.affectedFrom),
      ),
    ),
})
