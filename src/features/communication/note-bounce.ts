import { appendAudit } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import type { SystemActor } from '#domain/actor.ts'
import { communicationById } from './queries.ts'
import { askDesk } from './records.ts'

export interface BounceNews {
  readonly communicationId: string
  /** The server gave it up, or only says that it tries on. */
  readonly isForGood: boolean
  readonly status: string
  readonly diagnostic: string
}

export type BounceOutcome = 'bounced' | 'delayed' | 'known' | 'not-ours'

/** What has been handed over, or may have been. */
const HANDED_OVER = ['sending', 'sent', 'unknown']
const LONGEST_REASON = 300

/**
 * Writes down that a mail came back after its server had taken it, as if it had said so at once: it did not arrive, and the desk
 * is asked to reach the person another way. Told again it changes nothing. That it is only late is written down and changes
 * nothing either.
 */
export const noteBounce = async (
  tx: Transaction,
  actor: SystemActor,
  { communicationId: id, isForGood, status, diagnostic }: BounceNews,
): Promise<BounceOutcome> => {
  const { clinicId } = actor
  await tx.$queryRaw`SELECT id FROM communication WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid FOR UPDATE`
  const row = await communicationById(tx, clinicId, id)
  if (row === null || row.channel !== 'email') return 'not-ours'
  const action = `communication-${isForGood ? 'bounced' : 'delayed'}`
  const told = await tx.auditEvent.count({ where: { clinicId, action, entityType: 'Communication', entityId: id } })
  if (told > 0 || row.delivery === 'bounced' || !HANDED_OVER.includes(row.status)) return 'known'
  if (isForGood) {
    await tx.communication.update({
      where: { clinicId_id: { clinicId, id } },
      data: {
        delivery: 'bounced',
        ...(row.status === 'unknown' && { status: 'sent', sentAt: row.sendingSince }),
        statusReason: `${status} ${diagnostic}`.trim().slice(0, LONGEST_REASON),
      },
    })
    await askDesk(tx, clinicId, row, 'bounced')
  }
  const audit = { action, entityType: 'Communication', entityId: id, patientId: row.patientId }
  await appendAudit(tx, actor, null, { ...audit, detail: { status } })
  return isForGood ? 'bounced' : 'delayed'
}
