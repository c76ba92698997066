import { asActor } from '#db/scope.ts'
import { stockZone } from '#features/lot/queries.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainStock } from '#words/stock.ts'
import { mayMoveStock, mayReleaseStock, maySeeStock } from './access.ts'
import { addBag } from './add-bag.ts'
import { correctExpiry } from './correct-expiry.ts'
import { countStock } from './count-stock.ts'
import { lotBook } from './describe-book.ts'
import { moveStock } from './move-stock.ts'
import { openBox } from './open-box.ts'
import { lyingIn, placeOf, stockPlaces } from './queries.ts'
import { readLabel } from './read-label.ts'
import * as schema from './schema.ts'
import { setAside } from './set-aside.ts'
import { setReorder } from './set-reorder.ts'
import { takeBackEntry } from './take-back-entry.ts'
import { suggestFor, watchStock } from './watch-stock.ts'
import { writeOff } from './write-off.ts'

const carryOut = carryOutWith(explainStock)

export const stockRouter = router({
  /** Where needles can lie. */
  places: procedureFor(maySeeStock)
    .output(schema.stockPlaces)
    .query(({ ctx }) =>
      asActor(ctx.database, ctx.actor, async (tx) => ({ places: await stockPlaces(tx, ctx.actor.clinicId) })),
    ),

  /** What lies in one of them. */
  lying: procedureFor(maySeeStock)
    .input(schema.lyingInput)
    .output(schema.lying)
    .query(async ({ ctx, input: { placeId, ...page } }) => {
      const lying = await asActor(ctx.database, ctx.actor, async (tx) =>
        lyingIn(tx, ctx.actor.clinicId, placeId, page, { nowMs: ctx.now(), zone: await stockZone(tx) }),
      )
      return lying ?? refuse(explainStock([{ reason: 'not-found' }], ctx.locale))
    }),

  /** The stock book of one lot. */
  book: procedureFor(maySeeStock)
    .input(schema.bookInput)
    .output(schema.lotBook)
    .query(async ({ ctx, input: { lotId, ...page } }) => {
      const book = await asActor(ctx.database, ctx.actor, async (tx) =>
        lotBook(tx, ctx.actor.clinicId, lotId, page, { nowMs: ctx.now(), zone: await stockZone(tx) }),
      )
      return book ?? refuse(explainStock([{ reason: 'not-found' }], ctx.locale))
    }),

  /** Which box is open in a room, and which to open next. */
  suggest: procedureFor(maySeeStock)
    .input(schema.suggestInput)
    .output(schema.suggestions)
    .query(async ({ ctx, input: { placeId } }) => {
      const sizes = await asActor(ctx.database, ctx.actor, async (tx) => {
        const place = await placeOf(tx, ctx.actor.clinicId, placeId)
        if (place?.roomId == null) return null
        return suggestFor(tx, ctx.actor.clinicId, place.roomId, { nowMs: ctx.now(), zone: await stockZone(tx) })
      })
      return sizes === null ? refuse(explainStock([{ reason: 'not-found' }], ctx.locale)) : { sizes }
    }),

  /** Which lot a label names. */
  readLabel: procedureFor(maySeeStock)
    .input(schema.labelInput)
    .output(schema.labelled)
    .query(async ({ ctx, input }) => {
      const read = await asActor(ctx.database, ctx.actor, async (tx) =>
        (await placeOf(tx, ctx.actor.clinicId, input.placeId)) === null
          ? ({ ok: false, reason: null } as const)
          : readLabel(tx, ctx.actor.clinicId, input, { nowMs: ctx.now(), zone: await stockZone(tx) }),
      )
      if (read.ok) return { lot: read.lot }
      return refuse(explainStock([read.reason === null ? { reason: 'not-found' } : read], ctx.locale))
    }),

  /** What runs low, expires or lies about unused. */
  watch: procedureFor(maySeeStock)
    .output(schema.watchList)
    .query(({ ctx }) =>
      asActor(ctx.database, ctx.actor, async (tx) =>
        watchStock(tx, ctx.actor.clinicId, { nowMs: ctx.now(), zone: await stockZone(tx) }),
      ),
    ),

  move: procedureFor(mayMoveStock)
    .input(schema.moveInput)
    .output(schema.ofLot)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'move-stock', input, async (tx) =>
        moveStock(tx, ctx.actor, input, { nowMs: ctx.now(), zone: await stockZone(tx) }),
      ),
    ),

  open: procedureFor(maySeeStock)
    .input(schema.openInput)
    .output(schema.opened)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'open-box', input, async (tx) =>
        openBox(tx, ctx.actor, input, { nowMs: ctx.now(), zone: await stockZone(tx) }),
      ),
    ),

  writeOff: procedureFor(mayMoveStock)
    .input(schema.writeOffInput)
    .output(schema.ofLot)
    .mutation(({ ctx, input: { requestId, ...wish } }) =>
      carryOut(ctx, 'write-off-stock', { requestId, ...wish }, (tx) => writeOff(tx, ctx.actor, wish)),
    ),

  setAside: procedureFor(mayMoveStock)
    .input(schema.statusInput)
    .output(schema.ofLot)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'set-lot-aside', input, async (tx) =>
        setAside(tx, ctx.actor, { ...input, kind: 'quarantined' }, { nowMs: ctx.now(), zone: await stockZone(tx) }),
      ),
    ),

  release: procedureFor(mayReleaseStock)
    .input(schema.statusInput)
    .output(schema.ofLot)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'release-lot', input, async (tx) =>
        setAside(tx, ctx.actor, { ...input, kind: 'released' }, { nowMs: ctx.now(), zone: await stockZone(tx) }),
      ),
    ),

  correctExpiry: procedureFor(mayReleaseStock)
    .input(schema.expiryInput)
    .output(schema.corrected)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'correct-lot-expiry', input, async (tx) =>
        correctExpiry(tx, ctx.actor, input, { nowMs: ctx.now(), zone: await stockZone(tx) }),
      ),
    ),

  take: procedureFor(mayMoveStock)
    .input(schema.takeInput)
    .output(schema.taken)
    .mutation(({ ctx, input: { requestId, ...take } }) =>
      carryOut(ctx, 'count-stock', { requestId, ...take }, (tx) => countStock(tx, ctx.actor, take)),
    ),

  takeBack: procedureFor(mayMoveStock)
    .input(schema.takeBackInput)
    .output(schema.ofLot)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'take-back-stock-entry', input, (tx) => takeBackEntry(tx, ctx.actor, input)),
    ),

  setReorder: procedureFor(mayMoveStock)
    .input(schema.reorderInput)
    .output(schema.reordered)
    .mutation(({ ctx, input }) => carryOut(ctx, 'set-reorder-level', input, (tx) => setReorder(tx, ctx.actor, input))),

  addBag: procedureFor(mayMoveStock)
    .input(schema.bagInput)
    .output(schema.bagAdded)
    .mutation(({ ctx, input }) => carryOut(ctx, 'add-bag', input, (tx) => addBag(tx, ctx.actor, input))),
})
