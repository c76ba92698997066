import { asActor } from '#db/scope.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { explainSafety } from '#words/safety.ts'
import { mayBeCalled } from './access.ts'
import { answerAlarm } from './answer-alarm.ts'
import { alarmsFor } from './queries.ts'
import * as schema from './schema.ts'

const carryOut = carryOutWith(explainSafety)

export const needleAlarmRouter = router({
  list: procedureFor(mayBeCalled)
    .output(schema.alarms)
    .query(({ ctx }) =>
      asActor(ctx.database, ctx.actor, async (tx) => ({ alarms: await alarmsFor(tx, ctx.actor, ctx.now()) })),
    ),

  answer: procedureFor(mayBeCalled)
    .input(schema.answerInput)
    .output(schema.answeredBy)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'answer-needle-alarm', input, (tx) => answerAlarm(tx, ctx.actor, input.encounterId, ctx.now())),
    ),
})
