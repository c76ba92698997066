import type { Transaction } from '#db/client.ts'
import { type Outcome, refused, runCommand } from '#db/command.ts'
import { asActor } from '#db/scope.ts'
import type { StaffActor } from '#domain/actor.ts'
import { isTakenBack } from '#features/consent/records.ts'
import { whyNotOpenedFor } from '#features/contraindication/records.ts'
import { type LockedEncounter, lockEncounter, roomOfVisit } from '#features/encounter/queries.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { answered } from '#trpc/answer.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainRecord, type RecordRefusal } from '#words/record.ts'
import { mayKeepStock, mayRecall, mayTraceLots, mayUseLots } from './access.ts'
import { confirmBox } from './confirm-box.ts'
import { describeLot } from './describe-lot.ts'
import { enterFoundLot } from './enter-found-lot.ts'
import { boxesOpenIn, listLots, listProducts, stockZone } from './queries.ts'
import { recallLot } from './recall-lot.ts'
import { scanLot } from './scan-lot.ts'
import {
  alreadyInInput,
  confirmBoxInput,
  lotFacts,
  lotInput,
  lotList,
  openBoxes,
  openBoxesInput,
  page,
  productList,
  recalled,
  recallInput,
  type ScannedLot,
  scanInput,
  scannedLot,
} from './schema.ts'

/** The visit that a box may be opened for, by a scan or by saying that it is the one in the hand: both are plans. */
const openingFor = async (
  tx: Transaction,
  ctx: { readonly actor: StaffActor; readonly now: () => number },
  encounterId: string,
): Promise<
  { readonly ok: true; readonly encounter: LockedEncounter } | { readonly ok: false; readonly refusal: RecordRefusal }
> => {
  const { clinicId } = ctx.actor
  const gate = await lockEncounter(tx, ctx.actor, encounterId, { assistsAtMs: ctx.now() })
  if (!gate.ok) return { ok: false, refusal: gate }
  const { encounter } = gate
  const ruledOut = await whyNotOpenedFor(tx, clinicId, encounter.appointmentId, ctx.now())
  if (ruledOut !== null) return { ok: false, refusal: ruledOut }
  const takenBack = await isTakenBack(tx, clinicId, encounter.appointmentId, ctx.now())
  return takenBack ? { ok: false, refusal: { reason: 'consent-withdrawn' } } : { ok: true, encounter }
}

export const lotRouter = router({
  list: procedureFor(mayKeepStock)
    .input(page)
    .output(lotList)
    .query(({ ctx, input }) =>
      asActor(ctx.database, ctx.actor, async (tx) =>
        listLots(tx, ctx.actor.clinicId, { nowMs: ctx.now(), zone: await stockZone(tx) }, input),
      ),
    ),

  /** One lot and how many people it reached; who they are is traced. */
  get: procedureFor(mayTraceLots)
    .input(lotInput)
    .output(lotFacts)
    .query(async ({ ctx, input }) => {
      const facts = await asActor(ctx.database, ctx.actor, async (tx) =>
        describeLot(tx, ctx.actor.clinicId, input.lotId, { nowMs: ctx.now(), zone: await stockZone(tx) }),
      )
      return facts ?? refuse(explainRecord([{ reason: 'not-found' }], ctx.locale))
    }),

  scan: procedureFor(mayUseLots)
    .input(scanInput)
    .output(scannedLot)
    .mutation(async ({ ctx, input: { requestId, encounterId, raw } }) =>
      answered(
        await runCommand(
          ctx.database,
          ctx.actor,
          { command: `scan-lot ${fingerprint({ encounterId, raw })}`, requestId },
          async (tx): Promise<Outcome<ScannedLot, RecordRefusal>> => {
            const gate = await openingFor(tx, ctx, encounterId)
            if (!gate.ok) return refused(gate.refusal)
            return scanLot(tx, ctx.actor, gate.encounter, raw, ctx.now())
          },
        ),
        (refusals) => explainRecord(refusals, ctx.locale),
      ),
    ),

  /** Boxes open in the visit's room today. */
  openBoxes: procedureFor(mayUseLots)
    .input(openBoxesInput)
    .output(openBoxes)
    .query(async ({ ctx, input: { encounterId } }) => {
      const boxes = await asActor(ctx.database, ctx.actor, async (tx) => {
        const room = await roomOfVisit(tx, ctx.actor, encounterId, ctx.now())
        return room === null
          ? null
          : boxesOpenIn(tx, ctx.actor.clinicId, room.roomId, { nowMs: ctx.now(), zone: room.zone })
      })
      return boxes === null ? refuse(explainRecord([{ reason: 'not-found' }], ctx.locale)) : { boxes }
    }),

  /** "It is the box in my hand." */
  confirmBox: procedureFor(mayUseLots)
    .input(confirmBoxInput)
    .output(scannedLot)
    .mutation(async ({ ctx, input: { requestId, encounterId, openBoxId } }) =>
      answered(
        await runCommand(
          ctx.database,
          ctx.actor,
          { command: `confirm-box ${fingerprint({ encounterId, openBoxId })}`, requestId },
          async (tx): Promise<Outcome<ScannedLot, RecordRefusal>> => {
            const gate = await openingFor(tx, ctx, encounterId)
            if (!gate.ok) return refused(gate.refusal)
            return confirmBox(tx, ctx.actor, gate.encounter, openBoxId, ctx.now())
          },
        ),
        (refusals) => explainRecord(refusals, ctx.locale),
      ),
    ),

  /** The needles to choose from when a label does not say it. */
  products: procedureFor(mayUseLots)
    .input(page)
    .output(productList)
    .query(({ ctx, input }) => asActor(ctx.database, ctx.actor, (tx) => listProducts(tx, ctx.actor.clinicId, input))),

  /** Needles of a box that was refused, or that nobody could scan, are in. */
  alreadyIn: procedureFor(mayUseLots)
    .input(alreadyInInput)
    .output(scannedLot)
    .mutation(async ({ ctx, input: { requestId, ...input } }) =>
      answered(
        await runCommand(
          ctx.database,
          ctx.actor,
          { command: `enter-found-lot ${fingerprint(input)}`, requestId },
          async (tx): Promise<Outcome<ScannedLot, RecordRefusal>> => {
            const { encounterId, ...found } = input
            const gate = await lockEncounter(tx, ctx.actor, encounterId, { assistsAtMs: ctx.now() })
            if (!gate.ok) return refused<RecordRefusal>(gate)
            return enterFoundLot(tx, ctx.actor, gate.encounter, found, ctx.now())
          },
        ),
        (refusals) => explainRecord(refusals, ctx.locale),
      ),
    ),

  recall: procedureFor(mayRecall)
    .input(recallInput)
    .output(recalled)
    .mutation(async ({ ctx, input: { requestId, ...recall } }) =>
      answered(
        await runCommand(ctx.database, ctx.actor, { command: `recall-lot ${fingerprint(recall)}`, requestId }, (tx) =>
          recallLot(tx, ctx.actor, { ...recall, reference: recall.reference ?? null }),
        ),
        (refusals) => explainRecord(refusals, ctx.locale),
      ),
    ),
})
