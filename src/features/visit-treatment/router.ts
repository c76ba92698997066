import { runCommand } from '#db/command.ts'
import { asActor } from '#db/scope.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { answered } from '#trpc/answer.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainRecord } from '#words/record.ts'
import { mayRecordTreatment } from './access.ts'
import { treatmentsOfVisit } from './queries.ts'
import { recordTreatment } from './record-treatment.ts'
import { ofVisitInput, recorded, recordInput, treatments } from './schema.ts'

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
    .mutation(async ({ ctx, input }) => {
      const { requestId, ...treatment } = input
      const request = { command: `record-treatment ${fingerprint(treatment)}`, requestId }
      const answer = await runCommand(ctx.database, ctx.actor, request, (tx) =>
        recordTreatment(tx, ctx.actor, treatment, ctx.now()),
      )
      return answered(answer, (refusals) => explainRecord(refusals, ctx.locale))
    }),
})
