import type { Database } from '#db/client.ts'
import { done, refused, runCommand } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { listDisplaced } from './list-displaced.ts'
import { storedSubjectOf, subjectOf } from './queries.ts'
import { storedOpeningOf } from './read-openings.ts'
import type { HoursRefusal } from './save-hours.ts'
import type { HoursToEnd } from './schema.ts'
import { lockSubject } from './visits-there.ts'

/** Ends hours after a day; those that would not have begun by then are taken away. Visits after it are shown first. */
export const endHours = (
  database: Database,
  actor: StaffActor,
  { requestId, ...wanted }: HoursToEnd & { readonly requestId: string },
  nowMs: number,
) =>
  runCommand<{ id: string; removed: boolean }, HoursRefusal>(
    database,
    actor,
    { command: `end-hours ${fingerprint(wanted)}`, requestId },
    async (tx) => {
      const { clinicId } = actor
      const { id, lastDay } = wanted
      const found = await tx.workingHours.findUnique({ where: { clinicId_id: { clinicId, id } } })
      const known = found === null ? null : await subjectOf(tx, actor, storedSubjectOf(found))
      const place = known?.locations.find((one) => one.id === found?.locationId)
      if (known === null || place === undefined) return refused({ reason: 'not-found' } as const)
      await lockSubject(tx, clinicId, known.subject)
      const before = await storedOpeningOf(tx, clinicId, known.subject, place.id, nowMs)
      const row = before.hours.find((one) => one.id === id)
      if (row === undefined) return refused({ reason: 'not-found' } as const)
      if (row.version !== wanted.version) return refused({ reason: 'stale-version' } as const)
      const removed = lastDay < row.validFrom
      const others = before.hours.filter((one) => one.id !== id)
      const hours = removed ? others : [...others, { ...row, validUntil: lastDay }]
      const change = { before, after: { ...before, hours } }
      const unseen = await listDisplaced(tx, clinicId, { ...change, known, place, nowMs, seen: wanted.affectedSeen })
      if (unseen !== null) return refused(unseen)
      const where = { clinicId_id: { clinicId, id } }
      if (removed) await tx.workingHours.delete({ where })
      else
        await tx.workingHours.update({
          where,
          data: { validUntil: new Date(`${lastDay}T00:00:00Z`), version: row.version + 1 },
        })
      return done(
        { id, removed },
        {
          action: removed ? 'remove-hours' : 'end-hours',
          entityType: 'WorkingHours',
          entityId: id,
          detail: { lastDay, subjectKind: known.subject.kind, subjectId: known.subject.id },
        },
      )
    },
  )
