import type { Database, Transaction } from '#db/client.ts'
import { done, refused, runCommand } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { closeTasksOfCause, type VisitsAffected } from '../task/records.ts'
import { listDisplaced } from './list-displaced.ts'
import { type KnownSubject, storedSubjectOf, subjectOf } from './queries.ts'
import { storedOpeningOf } from './read-openings.ts'
import type { ExceptionRefusal } from './save-exception.ts'
import type { ExceptionToEnd } from './schema.ts'
import { lockSubject } from './visits-there.ts'

/**
 * Takes back what is otherwise than the hours say: what has not begun is gone, what has begun ends now, what is over stays
 * as it was. Visits that had to move because of it can stay; those that only extra hours made possible are shown first.
 */
export const endException = (
  database: Database,
  actor: StaffActor,
  { requestId, ...wanted }: ExceptionToEnd & { readonly requestId: string },
  nowMs: number,
) =>
  runCommand<{ id: string; removed: boolean }, ExceptionRefusal>(
    database,
    actor,
    { command: `end-exception ${fingerprint(wanted)}`, requestId },
    async (tx) => {
      const { clinicId } = actor
      const where = { clinicId_id: { clinicId, id: wanted.id } }
      const found = await tx.scheduleException.findUnique({ where })
      const known = found === null ? null : await subjectOf(tx, actor, storedSubjectOf(found))
      if (known === null) return refused({ reason: 'not-found' } as const)
      await lockSubject(tx, clinicId, known.subject)
      const row = await tx.scheduleException.findUnique({ where })
      if (row === null) return refused({ reason: 'not-found' } as const)
      if (row.version !== wanted.version) return refused({ reason: 'stale-version' } as const)
      if (row.endsAt.getTime() <= nowMs) return refused({ reason: 'over' } as const)
      const unseen =
        row.kind === 'open' ? await listWithout(tx, clinicId, known, row, wanted.affectedSeen, nowMs) : null
      if (unseen !== null) return refused(unseen)
      await closeTasksOfCause(tx, clinicId, row.id)
      const removed = row.startsAt.getTime() >= nowMs
      if (removed) await tx.scheduleException.delete({ where })
      else await tx.scheduleException.update({ where, data: { endsAt: new Date(nowMs), version: row.version + 1 } })
      return done(
        { id: row.id, removed },
        {
          action: removed ? 'remove-exception' : 'end-exception',
          entityType: 'ScheduleException',
          entityId: row.id,
          detail: {
            ...{ kind: row.kind, subjectKind: known.subject.kind, subjectId: known.subject.id },
            ...{ from: row.startsAt.toISOString(), until: row.endsAt.toISOString() },
          },
        },
      )
    },
  )

const listWithout = async (
  tx: Transaction,
  clinicId: string,
  known: KnownSubject,
  { id, locationId }: { readonly id: string; readonly locationId: string | null },
  seen: number | null,
  nowMs: number,
): Promise<VisitsAffected | null> => {
  const place = known.locations.find((one) => one.id === locationId)
  if (place === undefined) return null
  const before = await storedOpeningOf(tx, clinicId, known.subject, place.id, nowMs)
  const exceptions = before.exceptions.filter((one) => one.id !== id)
  return listDisplaced(tx, clinicId, { known, place, before, after: { ...before, exceptions }, seen, nowMs })
}
