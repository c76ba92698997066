import { asActor } from '#db/scope.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainRecord } from '#words/record.ts'
import { mayRecordTreatment } from './access.ts'
import { treatmentsOfVisit } from './queries.ts'
import { recordTreatment } from './record-treatment.ts'
import { ofVisitInput, recorded, recordInput, treatments } from './schema.ts'

const carryOut = carryOutWith(explainRecord)

export const visitTreatmentRouter = router({
  ofVisit: procedureFor(mayRecordTreatment)
    .input(ofVisitInput)
    .output(treatments)
    .query(async ({ ctx, input }) => {
      const found = await asActor(ctx.database, ctx.actor, (tx) =>
        treatmentsOfVisit(tx, ctx.actor, input.appointmentId),
      )
      return found === null ? refuse(explainRecord([{ reason: 'not-found' }], ctx.locale)) : { treatments: found }
    }),

  record: procedureFor(mayRecordTreatment)
    .input(recordInput)
    .output(recorded)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'record-treatment', input, (tx) => recordTreatment(tx, ctx.actor, input, ctx.now())),
    ),
})
