import { asActor } from '#db/scope.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { explainSafety } from '#words/safety.ts'
import { mayCallHelp } from './access.ts'
import { answerEmergency } from './answer-emergency.ts'
import { endEmergency } from './end-emergency.ts'
import { openEmergencies } from './queries.ts'
import { raiseEmergency } from './raise-emergency.ts'
import * as schema from './schema.ts'

const carryOut = carryOutWith(explainSafety)

export const emergencyRouter = router({
  open: procedureFor(mayCallHelp)
    .output(schema.emergencies)
    .query(({ ctx }) =>
      asActor(ctx.database, ctx.actor, async (tx) => {
        const { emergencies, whatToDo } = await openEmergencies(tx, ctx.actor, ctx.locale, ctx.now())
        return { emergencies, whatToDo: whatToDo === null ? null : { ...whatToDo, steps: [...whatToDo.steps] } }
      }),
    ),

  raise: procedureFor(mayCallHelp)
    .input(schema.raiseInput)
    .output(schema.raised)
    .mutation(({ ctx, input }) => {
      const { emergencyId, appointmentId, tappedIso } = input
      const call = { emergencyId, appointmentId, tappedMs: Date.parse(tappedIso) }
      return carryOut(ctx, 'raise-emergency', { ...input, requestId: emergencyId }, (tx) =>
        raiseEmergency(tx, ctx.actor, call, ctx.now()),
      )
    }),

  answer: procedureFor(mayCallHelp)
    .input(schema.ofEmergency)
    .output(schema.saved)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'answer-emergency', input, (tx) => answerEmergency(tx, ctx.actor, input.emergencyId, ctx.now())),
    ),

  end: procedureFor(mayCallHelp)
    .input(schema.ofEmergency)
    .output(schema.saved)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'end-emergency', input, (tx) => endEmergency(tx, ctx.actor, input.emergencyId, ctx.now())),
    ),
})
