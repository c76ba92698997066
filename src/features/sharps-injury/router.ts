import { appendAudit } from '#db/audit.ts'
import { asActor } from '#db/scope.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainSafety } from '#words/safety.ts'
import { mayRecordInjury, maySeeInjuries } from './access.ts'
import { keepSource } from './keep-source.ts'
import { listInjuries, possibleSources } from './queries.ts'
import { recordInjury } from './record-injury.ts'
import * as schema from './schema.ts'

const carryOut = carryOutWith(explainSafety)

export const sharpsInjuryRouter = router({
  list: procedureFor(maySeeInjuries)
    .input(schema.listInput)
    .output(schema.injuries)
    .query(({ ctx, input }) => asActor(ctx.database, ctx.actor, (tx) => listInjuries(tx, ctx.actor, input))),

  record: procedureFor(mayRecordInjury)
    .input(schema.recordInput)
    .output(schema.recorded)
    .mutation(({ ctx, input }) => {
      const { requestId: _, ...injury } = input
      return carryOut(ctx, 'record-sharps-injury', input, (tx) => recordInjury(tx, ctx.actor, injury, ctx.now()))
    }),

  /** The people it may have come from; that they were looked at is kept in the trail. */
  sources: procedureFor(maySeeInjuries)
    .input(schema.sourcesInput)
    .output(schema.sources)
    .query(async ({ ctx, input }) => {
      const { actor, locale } = ctx
      const found = await asActor(ctx.database, actor, async (tx) => {
        const sources = await possibleSources(tx, actor, input)
        const read = { action: 'read-injury-sources', entityType: 'SharpsInjury', entityId: input.injuryId }
        if (sources !== null) await appendAudit(tx, actor, ctx.requestId, read)
        return sources
      })
      return found ?? refuse(explainSafety([{ reason: 'not-found' }], locale))
    }),

  keepSource: procedureFor(maySeeInjuries)
    .input(schema.keepSourceInput)
    .output(schema.sourceKept)
    .mutation(({ ctx, input }) => {
      const { requestId: _, ...kept } = input
      return carryOut(ctx, 'keep-injury-source', input, (tx) => keepSource(tx, ctx.actor, kept, ctx.now()))
    }),
})
