import { runCommand } from '#db/command.ts'
import { asActor } from '#db/scope.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { answered } from '#trpc/answer.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { explainSafety } from '#words/safety.ts'
import { mayCallHelp } from './access.ts'
import { answerEmergency } from './answer-emergency.ts'
import { endEmergency } from './end-emergency.ts'
import { openEmergencies } from './queries.ts'
import { raiseEmergency } from './raise-emergency.ts'
import * as schema from './schema.ts'

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
    .mutation(async ({ ctx, input }) => {
      const { emergencyId, appointmentId, tappedIso } = input
      const call = { emergencyId, appointmentId, tappedMs: Date.parse(tappedIso) }
      const request = { command: `raise-emergency ${fingerprint(input)}`, requestId: emergencyId }
      return answered(
        await runCommand(ctx.database, ctx.actor, request, (tx) => raiseEmergency(tx, ctx.actor, call, ctx.now())),
        (refusals) => explainSafety(refusals, ctx.locale),
      )
    }),

  answer: procedureFor(mayCallHelp)
    .input(schema.ofEmergency)
    .output(schema.saved)
    .mutation(async ({ ctx, input: { requestId, emergencyId } }) => {
      const request = { command: `answer-emergency ${emergencyId}`, requestId }
      return answered(
        await runCommand(ctx.database, ctx.actor, request, (tx) =>
          answerEmergency(tx, ctx.actor, emergencyId, ctx.now()),
        ),
        (refusals) => explainSafety(refusals, ctx.locale),
      )
    }),

  end: procedureFor(mayCallHelp)
    .input(schema.ofEmergency)
    .output(schema.saved)
    .mutation(async ({ ctx, input: { requestId, emergencyId } }) => {
      const request = { command: `end-emergency ${emergencyId}`, requestId }
      return answered(
        await runCommand(ctx.database, ctx.actor, request, (tx) => endEmergency(tx, ctx.actor, emergencyId, ctx.now())),
        (refusals) => explainSafety(refusals, ctx.locale),
      )
    }),
})
