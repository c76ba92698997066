import { asActor } from '#db/scope.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainRecord } from '#words/record.ts'
import { mayKeepConditions } from './access.ts'
import { addCondition } from './add-condition.ts'
import { endCondition } from './end-condition.ts'
import { conditionsOf } from './queries.ts'
import * as schema from './schema.ts'

const carryOut = carryOutWith(explainRecord)

export const patientConditionRouter = router({
  list: procedureFor(mayKeepConditions)
    .input(schema.listInput)
    .output(schema.conditions)
    .query(async ({ ctx, input }) => {
      const when = { nowMs: ctx.now(), locale: ctx.locale }
      const found = await asActor(ctx.database, ctx.actor, (tx) => conditionsOf(tx, ctx.actor, input, when))
      return found ?? refuse(explainRecord([{ reason: 'not-found' }], ctx.locale))
    }),

  add: procedureFor(mayKeepConditions)
    .input(schema.addInput)
    .output(schema.added)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'add-condition', input, (tx) => addCondition(tx, ctx.actor, input, ctx.now())),
    ),

  end: procedureFor(mayKeepConditions)
    .input(schema.endInput)
    .output(schema.ended)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'end-condition', input, (tx) => endCondition(tx, ctx.actor, input, ctx.now())),
    ),
})
