import { appendAudit } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import type { SystemActor } from '#domain/actor.ts'
import { communicationById } from './queries.ts'
import { askDesk, noteLearned } from './records.ts'

export interface DeliveryNews {
  readonly communicationId: string
  readonly providerId: string
  readonly delivery: 'delivered' | 'undelivered'
  /** The provider's code for why not; empty when it arrived. */
  readonly code: string
  /** It says that nobody reads texts at this number. */
  readonly isNoMobile: boolean
}

/**
 * Writes down what became of a text. It may come before the hand-over is settled, twice, or late: what was delivered stays
 * delivered. Of a text whose hand-over nobody knew the end of, this is the end (I4).
 */
export const noteDelivery = async (
  tx: Transaction,
  actor: SystemActor,
  { communicationId: id, providerId, delivery, code, isNoMobile }: DeliveryNews,
  nowMs: number,
): Promise<void> => {
  const { clinicId } = actor
  await tx.$queryRaw`SELECT id FROM communication WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid FOR UPDATE`
  const row = await communicationById(tx, clinicId, id)
  if (row === null || row.channel !== 'sms' || row.delivery === 'delivered' || row.delivery === delivery) return
  if (!['sending', 'sent', 'unknown'].includes(row.status)) return
  await tx.communication.update({
    where: { clinicId_id: { clinicId, id } },
    data: {
      ...{ delivery, providerId, deliveredAt: new Date(nowMs) },
      ...(row.status === 'unknown' && { status: 'sent', sentAt: row.sendingSince }),
      statusReason: delivery === 'delivered' ? null : `undelivered ${code}`.trim(),
    },
  })
  if (delivery === 'undelivered') {
    if (isNoMobile) await noteLearned(tx, row, 'no-mobile', nowMs)
    await askDesk(tx, clinicId, row, 'undelivered')
  }
  await appendAudit(tx, actor, null, {
    ...{ action: `communication-${delivery}`, entityType: 'Communication', entityId: id, patientId: row.patientId },
    detail: { code },
  })
}
