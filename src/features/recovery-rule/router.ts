import { asActor } from '#db/scope.ts'
import type { StaffActor } from '#domain/actor.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { isInCareOf, isOpenTo } from '#features/patient/queries.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { type Context, procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainRecovery } from '#words/recovery.ts'
import { mayApproveRules, mayDraftRules, mayLengthenRest, maySeeLongerRest } from './access.ts'
import { approveRule } from './approve-rule.ts'
import { draftRule } from './draft-rule.ts'
import { endLongerRest } from './end-longer-rest.ts'
import { lengthenRest } from './lengthen-rest.ts'
import { previewVisits } from './preview-change.ts'
import { policyOn, ruleHistory, rulesOfPatient } from './queries.ts'
import * as schema from './schema.ts'
import { withdrawRule } from './withdraw-rule.ts'

type Asked = Context & { readonly actor: StaffActor }

const carryOut = carryOutWith(explainRecovery)

const notFor = (ctx: Asked, reason: 'not-found' | 'not-allowed') => refuse(explainRecovery([{ reason }], ctx.locale))

export const recoveryRuleRouter = router({
  policy: procedureFor(mayDraftRules)
    .output(schema.policy)
    .query(({ ctx }) =>
      asActor(ctx.database, ctx.actor, async (tx) => {
        const timeZone = await clinicZone(tx, ctx.actor.clinicId)
        const date = localDateOf(ctx.now(), timeZone)
        const entries = await policyOn(tx, ctx.actor.clinicId, date)
        return { date, timeZone, entries, mayApprove: mayApproveRules(ctx.actor) }
      }),
    ),

  history: procedureFor(mayDraftRules)
    .input(schema.historyInput)
    .output(schema.history)
    .query(({ ctx, input }) => asActor(ctx.database, ctx.actor, (tx) => ruleHistory(tx, ctx.actor.clinicId, input))),

  draft: procedureFor(mayDraftRules)
    .input(schema.draftInput)
    .output(schema.drafted)
    .mutation(({ ctx, input }) => {
      const { requestId: _, ...proposal } = input
      return carryOut(ctx, 'draft-rule', input, (tx) => draftRule(tx, ctx.actor, proposal, ctx.now()))
    }),

  withdraw: procedureFor(mayDraftRules)
    .input(schema.withdrawInput)
    .output(schema.decided)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'withdraw-rule', input, (tx) => withdrawRule(tx, ctx.actor, input, ctx.now())),
    ),

  approve: procedureFor(mayApproveRules)
    .input(schema.approveInput)
    .output(schema.approved)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'approve-rule', input, (tx) => approveRule(tx, ctx.actor, input.ruleId, ctx.now())),
    ),

  preview: procedureFor(mayDraftRules)
    .input(schema.previewInput)
    .output(schema.preview)
    .query(async ({ ctx, input: { limit, cursor, ...change } }) => {
      const { actor, locale } = ctx
      const seen = { clinicId: actor.clinicId, locale, nowMs: ctx.now() }
      const found = await asActor(ctx.database, actor, async (tx) => {
        const care = change.patientId === null ? 'theirs' : await isInCareOf(tx, actor, change.patientId, ctx.now())
        return care === 'theirs' ? previewVisits(tx, seen, change, { limit, cursor }) : care
      })
      if (typeof found === 'string') return notFor(ctx, found === 'nobody' ? 'not-found' : 'not-allowed')
      return found
    }),

  ofPatient: procedureFor(maySeeLongerRest)
    .input(schema.ofPatientInput)
    .output(schema.ofPatient)
    .query(async ({ ctx, input }) => {
      const { actor } = ctx
      const seen = await asActor(ctx.database, actor, async (tx) => {
        if (!(await isOpenTo(tx, actor, input.patientId, ctx.now()))) return null
        const mayLengthen =
          mayLengthenRest(actor) && (await isInCareOf(tx, actor, input.patientId, ctx.now())) === 'theirs'
        return { ...(await rulesOfPatient(tx, actor, input)), mayLengthen }
      })
      return seen ?? notFor(ctx, 'not-found')
    }),

  lengthen: procedureFor(mayLengthenRest)
    .input(schema.lengthenInput)
    .output(schema.decided)
    .mutation(({ ctx, input }) => {
      const { requestId: _, ...lengthening } = input
      return carryOut(ctx, 'lengthen-rest', input, (tx) => lengthenRest(tx, ctx.actor, lengthening, ctx.now()))
    }),

  endLonger: procedureFor(mayLengthenRest)
    .input(schema.endInput)
    .output(schema.decided)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'end-longer-rest', input, (tx) => endLongerRest(tx, ctx.actor, input, ctx.now())),
    ),
})
