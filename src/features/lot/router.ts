import { type Outcome, refused, runCommand } from '#db/command.ts'
import { asActor } from '#db/scope.ts'
import { lockEncounter } from '#features/encounter/queries.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { answered } from '#trpc/answer.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainRecord, type RecordRefusal } from '#words/record.ts'
import { mayKeepStock, mayRecall, mayTraceLots, mayUseLots } from './access.ts'
import { listLots, stockZone, traceLot } from './queries.ts'
import { recallLot } from './recall-lot.ts'
import { scanLot } from './scan-lot.ts'
import {
  lotList,
  lotTrace,
  lotTraceInput,
  page,
  recalled,
  recallInput,
  type ScannedLot,
  scanInput,
  scannedLot,
} from './schema.ts'

export const lotRouter = router({
  list: procedureFor(mayKeepStock)
    .input(page)
    .output(lotList)
    .query(({ ctx, input }) =>
      asActor(ctx.database, ctx.actor, async (tx) =>
        listLots(tx, ctx.actor.clinicId, { nowMs: ctx.now(), zone: await stockZone(tx) }, input),
      ),
    ),

  trace: procedureFor(mayTraceLots)
    .input(lotTraceInput)
    .output(lotTrace)
    .query(async ({ ctx, input }) => {
      const trace = await asActor(ctx.database, ctx.actor, async (tx) =>
        traceLot(tx, ctx.actor.clinicId, input.lotId, { nowMs: ctx.now(), zone: await stockZone(tx) }, input),
      )
      return trace ?? refuse(explainRecord([{ reason: 'not-found' }], ctx.locale))
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
            const gate = await lockEncounter(tx, ctx.actor, encounterId, { assistsAtMs: ctx.now() })
            if (!gate.ok) return refused<RecordRefusal>(gate)
            return scanLot(tx, ctx.actor, gate.encounter, raw, ctx.now())
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
