import { appendAudit } from '#db/audit.ts'
import { asActor } from '#db/scope.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainSafety } from '#words/safety.ts'
import { mayRecordIncident, maySeeIncidents } from './access.ts'
import { describeIncident, incidentOf, listIncidents } from './queries.ts'
import { recordIncident } from './record-incident.ts'
import { reportFound } from './report-found.ts'
import * as schema from './schema.ts'
import { writeReport } from './write-report.ts'

const carryOut = carryOutWith(explainSafety)

export const incidentRouter = router({
  list: procedureFor(maySeeIncidents)
    .input(schema.listInput)
    .output(schema.incidents)
    .query(({ ctx, input }) => asActor(ctx.database, ctx.actor, (tx) => listIncidents(tx, ctx.actor, input))),

  /** Reading one is kept in the trail, as every look into a chart is. */
  get: procedureFor(maySeeIncidents)
    .input(schema.getInput)
    .output(schema.incident)
    .query(async ({ ctx, input: { incidentId } }) => {
      const { actor, locale } = ctx
      const found = await asActor(ctx.database, actor, async (tx) => {
        const row = await incidentOf(tx, actor, incidentId)
        if (row === null) return null
        const { patientId } = row.encounter
        const read = { action: 'read-incident', entityType: 'Incident', entityId: incidentId, patientId }
        const incident = await describeIncident(tx, actor.clinicId, row, locale)
        await appendAudit(tx, actor, ctx.requestId, read)
        return incident
      })
      return found ?? refuse(explainSafety([{ reason: 'not-found' }], locale))
    }),

  record: procedureFor(mayRecordIncident)
    .input(schema.recordInput)
    .output(schema.recorded)
    .mutation(({ ctx, input }) => {
      const { requestId: _, ...incident } = input
      return carryOut(ctx, 'record-incident', input, (tx) => recordIncident(tx, ctx.actor, incident, ctx.now()))
    }),

  writeReport: procedureFor(maySeeIncidents)
    .input(schema.writeInput)
    .output(schema.written)
    .mutation(({ ctx, input }) => {
      const { requestId: _, ...next } = input
      return carryOut(ctx, 'write-incident-report', input, (tx) => writeReport(tx, ctx.actor, next, ctx.now()))
    }),

  reportFound: procedureFor(mayRecordIncident)
    .input(schema.foundInput)
    .output(schema.recorded)
    .mutation(({ ctx, input }) => {
      const { requestId: _, ...needle } = input
      return carryOut(ctx, 'report-found-needle', input, (tx) => reportFound(tx, ctx.actor, needle, ctx.now()))
    }),
})
