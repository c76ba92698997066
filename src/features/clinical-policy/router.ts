import { asActor } from '#db/scope.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { explainPolicy } from '#words/policy.ts'
import { mayApprovePolicies, mayDraftPolicies } from './access.ts'
import { approvePolicy } from './approve-policy.ts'
import { discardPolicy } from './discard-policy.ts'
import { draftPolicy } from './draft-policy.ts'
import { conditionsOn, policiesOn, versionsOf } from './queries.ts'
import * as schema from './schema.ts'

const carryOut = carryOutWith(explainPolicy)

export const clinicalPolicyRouter = router({
  list: procedureFor(mayDraftPolicies)
    .input(schema.listInput)
    .output(schema.list)
    .query(({ ctx, input: { kind } }) =>
      asActor(ctx.database, ctx.actor, async (tx) => {
        const { clinicId } = ctx.actor
        const date = localDateOf(ctx.now(), await clinicZone(tx, clinicId))
        const entries = await policiesOn(tx, clinicId, kind, date)
        return { date, entries, mayApprove: mayApprovePolicies(ctx.actor) }
      }),
    ),

  history: procedureFor(mayDraftPolicies)
    .input(schema.historyInput)
    .output(schema.history)
    .query(({ ctx, input }) => asActor(ctx.database, ctx.actor, (tx) => versionsOf(tx, ctx.actor.clinicId, input))),

  /** What a rule can be about. */
  conditions: procedureFor(mayDraftPolicies)
    .output(schema.conditions)
    .query(({ ctx }) =>
      asActor(ctx.database, ctx.actor, async (tx) => {
        const { clinicId } = ctx.actor
        const date = localDateOf(ctx.now(), await clinicZone(tx, clinicId))
        return { conditions: await conditionsOn(tx, clinicId, date) }
      }),
    ),

  draft: procedureFor(mayDraftPolicies)
    .input(schema.draftInput)
    .output(schema.drafted)
    .mutation(({ ctx, input }) => {
      const { requestId: _, ...drafting } = input
      return carryOut(ctx, 'draft-policy', input, (tx) => draftPolicy(tx, ctx.actor, drafting, ctx.now()))
    }),

  approve: procedureFor(mayApprovePolicies)
    .input(schema.decideInput)
    .output(schema.approved)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'approve-policy', input, (tx) => approvePolicy(tx, ctx.actor, input, ctx.now())),
    ),

  discard: procedureFor(mayDraftPolicies)
    .input(schema.decideInput)
    .output(schema.discarded)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'discard-policy', input, (tx) => discardPolicy(tx, ctx.actor, input, ctx.now())),
    ),
})
