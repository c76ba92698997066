import { runCommand } from '#db/command.ts'
import { asActor } from '#db/scope.ts'
import { answered } from '#trpc/answer.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { explainSafety } from '#words/safety.ts'
import { mayBeCalled } from './access.ts'
import { answerAlarm } from './answer-alarm.ts'
import { alarmsFor } from './queries.ts'
import * as schema from './schema.ts'

export const needleAlarmRouter = router({
  list: procedureFor(mayBeCalled)
    .output(schema.alarms)
    .query(({ ctx }) =>
      asActor(ctx.database, ctx.actor, async (tx) => ({ alarms: await alarmsFor(tx, ctx.actor, ctx.now()) })),
    ),

  answer: procedureFor(mayBeCalled)
    .input(schema.answerInput)
    .output(schema.answeredBy)
    .mutation(async ({ ctx, input: { requestId, encounterId } }) => {
      const request = { command: `answer-needle-alarm ${encounterId}`, requestId }
      return answered(
        await runCommand(ctx.database, ctx.actor, request, (tx) => answerAlarm(tx, ctx.actor, encounterId, ctx.now())),
        (refusals) => explainSafety(refusals, ctx.locale),
      )
    }),
})
