import { asActor } from '#db/scope.ts'
import type { PatientActor, StaffActor } from '#domain/actor.ts'
import { takesPart, visitOf } from '#features/encounter/queries.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { type Context, procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainRecord } from '#words/record.ts'
import { mayCareForConsent, maySignOwn, mayTakeConsent } from './access.ts'
import { describeConsent, describeMine, describePaper } from './describe-consent.ts'
import { noteTalk } from './note-talk.ts'
import * as schema from './schema.ts'
import { ownVisit, signBeforehand, signConsent } from './sign-consent.ts'
import { withdrawConsent } from './withdraw-consent.ts'

type Asked = Context & { readonly actor: StaffActor | PatientActor }

const carryOut = carryOutWith(explainRecord)

const notThere = (ctx: Asked) => refuse(explainRecord([{ reason: 'not-found' }], ctx.locale))

export const consentRouter = router({
  ofVisit: procedureFor(mayTakeConsent)
    .input(schema.ofVisitInput)
    .output(schema.ofVisit)
    .query(async ({ ctx, input }) => {
      const seen = await asActor(ctx.database, ctx.actor, async (tx) => {
        const visit = await visitOf(tx, ctx.actor.clinicId, input.appointmentId)
        const theirs = visit !== null && takesPart(ctx.actor, visit, { assistsAtMs: ctx.now() })
        return theirs ? describeConsent(tx, ctx.actor, visit, ctx.now()) : null
      })
      return seen ?? notThere(ctx)
    }),

  sign: procedureFor(mayTakeConsent)
    .input(schema.signInput)
    .output(schema.signed)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'sign-consent', input, (tx) => signConsent(tx, ctx.actor, input.encounterId, input, ctx.now())),
    ),

  withdraw: procedureFor(mayCareForConsent)
    .input(schema.withdrawInput)
    .output(schema.withdrawn)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'withdraw-consent', input, (tx) => withdrawConsent(tx, ctx.actor, input, ctx.now())),
    ),

  noteTalk: procedureFor(mayCareForConsent)
    .input(schema.talkInput)
    .output(schema.signed)
    .mutation(({ ctx, input }) => carryOut(ctx, 'note-talk', input, (tx) => noteTalk(tx, ctx.actor, input, ctx.now()))),

  /** At the patients' pages: what can be signed beforehand, and what was signed. */
  mine: procedureFor(maySignOwn)
    .output(schema.mine)
    .query(({ ctx }) => asActor(ctx.database, ctx.actor, (tx) => describeMine(tx, ctx.actor, ctx.now()))),

  ownPaper: procedureFor(maySignOwn)
    .input(schema.ownPaperInput)
    .output(schema.paper)
    .query(async ({ ctx, input }) => {
      const paper = await asActor(ctx.database, ctx.actor, async (tx) => {
        const visit = await ownVisit(tx, ctx.actor, input.appointmentId)
        return visit === null ? null : describePaper(tx, visit, ctx.now())
      })
      return paper ?? notThere(ctx)
    }),

  signOwn: procedureFor(maySignOwn)
    .input(schema.signOwnInput)
    .output(schema.signed)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'sign-beforehand', input, (tx) =>
        signBeforehand(tx, ctx.actor, input.appointmentId, input, ctx.now()),
      ),
    ),

  withdrawOwn: procedureFor(maySignOwn)
    .input(schema.withdrawInput)
    .output(schema.withdrawn)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'withdraw-own-consent', input, (tx) => withdrawConsent(tx, ctx.actor, input, ctx.now())),
    ),
})
