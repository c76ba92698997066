import { asActor } from '#db/scope.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { visitInCare, visitOf } from '#features/encounter/queries.ts'
import { safetyPolicy } from '#features/safety-policy/queries.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainSafety } from '#words/safety.ts'
import { mayDecideTicks, mayTick } from './access.ts'
import { cleanTicks, ticksDone } from './queries.ts'
import { saveTick } from './save-tick.ts'
import * as schema from './schema.ts'
import { tickClean } from './tick-clean.ts'

const carryOut = carryOutWith(explainSafety)

export const cleanTechniqueRouter = router({
  ofVisit: procedureFor(mayTick)
    .input(schema.visitInput)
    .output(schema.ofVisit)
    .query(async ({ ctx, input: { encounterId } }) => {
      const found = await asActor(ctx.database, ctx.actor, async (tx) => {
        const { clinicId } = ctx.actor
        const visit = await visitInCare(tx, ctx.actor, encounterId, ctx.now())
        const booked = visit === null ? null : await visitOf(tx, clinicId, visit.appointmentId)
        if (visit === null || booked === null) return null
        const { manualName, manualUrl } = await safetyPolicy(tx, clinicId, localDateOf(ctx.now(), visit.timeZone))
        const done = await ticksDone(tx, clinicId, encounterId)
        const place = await tx.place.findUniqueOrThrow({
          where: { clinicId_id: { clinicId, id: booked.placeId } },
          select: { roomId: true },
        })
        const ticks = (await cleanTicks(tx, clinicId)).map(({ id, label, moment }) => ({
          ...{ id, moment, label: label[ctx.locale] },
          doneByName: done.find(({ tickId }) => tickId === id)?.byName ?? null,
        }))
        return { ticks, roomId: place.roomId, manualName, manualUrl }
      })
      return found ?? refuse(explainSafety([{ reason: 'not-found' }], ctx.locale))
    }),

  tick: procedureFor(mayTick)
    .input(schema.tickInput)
    .output(schema.ticked)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'tick-clean', input, (tx) => tickClean(tx, ctx.actor, input, ctx.now())),
    ),

  setup: procedureFor(mayDecideTicks)
    .output(schema.setup)
    .query(({ ctx }) =>
      asActor(ctx.database, ctx.actor, async (tx) => ({
        ticks: (await cleanTicks(tx, ctx.actor.clinicId, { all: true })).map(({ position: _, ...tick }) => tick),
      })),
    ),

  save: procedureFor(mayDecideTicks)
    .input(schema.saveInput)
    .output(schema.saved)
    .mutation(({ ctx, input }) => {
      const { requestId: _, ...edit } = input
      return carryOut(ctx, 'save-clean-tick', input, (tx) => saveTick(tx, ctx.actor, edit))
    }),
})
