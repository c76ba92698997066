import { asActor } from '#db/scope.ts'
import { stockZone } from '#features/lot/queries.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainDelivery } from '#words/delivery.ts'
import { scanWarningWords } from '#words/lot.ts'
import { translateFor } from '#words/translator.ts'
import { mayReceive } from './access.ts'
import { listDeliveries } from './queries.ts'
import { readLabel } from './read-label.ts'
import { receiveDelivery } from './receive-delivery.ts'
import { list, pageInput, readInput, readPack, received, receiveInput } from './schema.ts'

const carryOut = carryOutWith(explainDelivery)

export const deliveryRouter = router({
  list: procedureFor(mayReceive)
    .input(pageInput)
    .output(list)
    .query(({ ctx, input }) => asActor(ctx.database, ctx.actor, (tx) => listDeliveries(tx, ctx.actor.clinicId, input))),

  /** What a label says; nothing is written down. */
  read: procedureFor(mayReceive)
    .input(readInput)
    .output(readPack)
    .query(async ({ ctx, input }) => {
      const read = await asActor(ctx.database, ctx.actor, async (tx) =>
        readLabel(tx, ctx.actor.clinicId, input, { nowMs: ctx.now(), zone: await stockZone(tx) }),
      )
      if (!read.ok) return refuse(explainDelivery([read.refusal], ctx.locale))
      const { scan, ...value } = read.value
      const doubts = scan.warnings.map((warning) => scanWarningWords(warning, translateFor(ctx.locale)))
      return readPack.parse({ ...value, doubts })
    }),

  receive: procedureFor(mayReceive)
    .input(receiveInput)
    .output(received)
    .mutation(({ ctx, input: { requestId, ...delivery } }) =>
      carryOut(ctx, 'receive-delivery', { requestId, ...delivery }, async (tx) =>
        receiveDelivery(tx, ctx.actor, delivery, {
          nowMs: ctx.now(),
          zone: await stockZone(tx),
          words: {
            expired: translateFor(ctx.locale)('delivery.expiredOnArrival'),
            cameIn: translateFor(ctx.locale)('delivery.boxCameIn'),
          },
        }),
      ),
    ),
})
