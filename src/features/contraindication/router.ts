import { asActor } from '#db/scope.ts'
import { visitOf } from '#features/encounter/queries.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainRecord } from '#words/record.ts'
import { isTheirs, mayCoSign, mayDecide, maySeeRules } from './access.ts'
import { acknowledgeRule } from './acknowledge-rule.ts'
import { coSignDecision } from './co-sign-decision.ts'
import { describeFinding, describeRates, describeZones } from './describe-rules.ts'
import { findingsOf, guardianSigns, targetsOf, waitingDecisions, zonesOn } from './queries.ts'
import * as schema from './schema.ts'

const carryOut = carryOutWith(explainRecord)

export const contraindicationRouter = router({
  /** What the clinic's rules say to a visit: what interrupts, and what stands quietly in view. */
  ofVisit: procedureFor(mayDecide)
    .input(schema.ofVisitInput)
    .output(schema.ofVisit)
    .query(async ({ ctx, input }) => {
      const seen = await asActor(ctx.database, ctx.actor, async (tx) => {
        const visit = await visitOf(tx, ctx.actor.clinicId, input.appointmentId)
        if (visit === null || !isTheirs(ctx.actor, visit)) return null
        const findings = await findingsOf(tx, visit, targetsOf(visit, input), ctx.now())
        return {
          findings: findings.map((finding) => describeFinding(finding, ctx.locale)),
          zones: describeZones(await zonesOn(tx, visit, ctx.now()), ctx.locale),
          guardianSigns: await guardianSigns(tx, visit, ctx.now()),
        }
      })
      return seen ?? refuse(explainRecord([{ reason: 'not-found' }], ctx.locale))
    }),

  acknowledge: procedureFor(mayDecide)
    .input(schema.acknowledgeInput)
    .output(schema.acknowledged)
    .mutation(({ ctx, input }) => {
      const { requestId: _, ...decision } = input
      return carryOut(ctx, 'acknowledge-rule', input, (tx) => acknowledgeRule(tx, ctx.actor, decision, ctx.now()))
    }),

  waiting: procedureFor(mayCoSign)
    .input(schema.waitingInput)
    .output(schema.waiting)
    .query(({ ctx, input }) =>
      asActor(ctx.database, ctx.actor, (tx) => waitingDecisions(tx, ctx.actor, input, ctx.locale)),
    ),

  coSign: procedureFor(mayCoSign)
    .input(schema.coSignInput)
    .output(schema.coSigned)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'co-sign-decision', input, (tx) =>
        coSignDecision(tx, ctx.actor, input.acknowledgementId, ctx.now()),
      ),
    ),

  policy: procedureFor(maySeeRules)
    .output(schema.policy)
    .query(({ ctx }) =>
      asActor(ctx.database, ctx.actor, async (tx) => ({
        ...(await describeRates(tx, ctx.now())),
        mayCoSign: mayCoSign(ctx.actor),
      })),
    ),
})
