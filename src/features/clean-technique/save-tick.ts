import { editAction } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { uuidv7 } from '#lib/ids.ts'

export interface TickEdit {
  readonly existing: { readonly id: string; readonly version: number } | null
  readonly label: { readonly en: string; readonly de: string }
  readonly moment: 'before' | 'during' | 'after'
  readonly source: string
  readonly active: boolean
}

/** Adds something to be ticked at each visit, or changes or gives up what is. What was ticked stays ticked. */
export const saveTick = async (
  tx: Transaction,
  actor: StaffActor,
  { existing, ...edit }: TickEdit,
): Promise<Outcome<{ id: string }, { readonly reason: 'not-found' | 'stale-version' }>> => {
  const { clinicId } = actor
  const label = { ...edit.label }
  if (existing === null) {
    const id = uuidv7()
    const last = await tx.cleanTick.aggregate({ where: { clinicId }, _max: { position: true } })
    const position = (last._max.position ?? 0) + 1
    await tx.cleanTick.createMany({ data: { ...edit, clinicId, id, label, position, version: 1 } })
    return done({ id }, { action: editAction('clean-tick', null, edit), entityType: 'CleanTick', entityId: id })
  }
  const { id, version } = existing
  const before = await tx.cleanTick.findUnique({ where: { clinicId_id: { clinicId, id } } })
  if (before === null) return refused({ reason: 'not-found' })
  if (before.version !== version) return refused({ reason: 'stale-version' })
  await tx.cleanTick.updateMany({
    where: { clinicId, id, version },
    data: { ...edit, label, version: { increment: 1 } },
  })
  return done({ id }, { action: editAction('clean-tick', before, edit), entityType: 'CleanTick', entityId: id })
}
