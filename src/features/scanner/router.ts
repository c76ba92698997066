import { asActor } from '#db/scope.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { explainProduct } from '#words/product.ts'
import { maySetScanner, mayTryScanner } from './access.ts'
import { separatorsOf } from './queries.ts'
import { saveScanner } from './save-scanner.ts'
import { saveInput, setting } from './schema.ts'

const carryOut = carryOutWith(explainProduct)

export const scannerRouter = router({
  setting: procedureFor(mayTryScanner)
    .output(setting)
    .query(({ ctx }) =>
      asActor(ctx.database, ctx.actor, async (tx) => ({
        separators: await separatorsOf(tx, ctx.actor.clinicId),
      })),
    ),

  save: procedureFor(maySetScanner)
    .input(saveInput)
    .output(setting)
    .mutation(({ ctx, input: { requestId, ...wanted } }) =>
      carryOut(ctx, 'set-scanner', { requestId, ...wanted }, (tx) => saveScanner(tx, ctx.actor, wanted)),
    ),
})
