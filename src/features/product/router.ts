import { asActor } from '#db/scope.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainProduct } from '#words/product.ts'
import { mayEditProducts, maySeeProducts } from './access.ts'
import { labelOfLot, listProducts } from './queries.ts'
import { saveProduct } from './save-product.ts'
import { labelFacts, labelInput, list, pageInput, saved, saveInput } from './schema.ts'

const carryOut = carryOutWith(explainProduct)

export const productRouter = router({
  list: procedureFor(maySeeProducts)
    .input(pageInput)
    .output(list)
    .query(({ ctx, input }) => asActor(ctx.database, ctx.actor, (tx) => listProducts(tx, ctx.actor.clinicId, input))),

  /** What stands on the labels of a lot. */
  label: procedureFor(mayEditProducts)
    .input(labelInput)
    .output(labelFacts)
    .query(async ({ ctx, input }) => {
      const facts = await asActor(ctx.database, ctx.actor, (tx) => labelOfLot(tx, ctx.actor.clinicId, input.lotId))
      return facts ?? refuse(explainProduct([{ reason: 'not-found' }], ctx.locale))
    }),

  save: procedureFor(mayEditProducts)
    .input(saveInput)
    .output(saved)
    .mutation(({ ctx, input: { requestId, ...wanted } }) =>
      carryOut(ctx, 'save-needle', { requestId, ...wanted }, (tx) => saveProduct(tx, ctx.actor, wanted)),
    ),
})
