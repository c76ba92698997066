import type { Transaction } from '#db/client.ts'
import type { Channel, ChoicePurpose } from '#domain/contact/reach.ts'
import { putOnList } from '../task/records.ts'

/** What somebody said about a channel, and how it reached us. */
export interface SaidChoice {
  readonly channel: Channel
  readonly purpose: ChoicePurpose
  readonly agrees: boolean
  readonly how: 'desk' | 'portal' | 'reply' | 'mail-link' | 'provider'
  readonly address: string | null
  readonly note?: string
  readonly byIdentityId?: string
  readonly byName?: string
}

/** Adds it to the history of each of these people. Every word stays; the last one counts. */
export const addChoice = async (
  tx: Transaction,
  clinicId: string,
  patientIds: readonly string[],
  said: SaidChoice,
): Promise<void> => {
  await tx.contactChoice.createMany({ data: patientIds.map((patientId) => ({ ...said, clinicId, patientId })) })
}

/** The provider says that no text can be read at this number. What staff wrote down about it stands. */
export const noteLandline = async (tx: Transaction, clinicId: string, patientId: string): Promise<void> => {
  await tx.patient.updateMany({ where: { clinicId, id: patientId, phoneKind: null }, data: { phoneKind: 'landline' } })
}

/**
 * Whoever reads messages at this address says that they are somebody else. Nothing goes there any more, and the desk finds out
 * the right one. Said twice it is one task.
 */
export const saidNotMe = async (
  tx: Transaction,
  clinicId: string,
  patientIds: readonly string[],
  { channel, how, address }: Pick<SaidChoice, 'channel' | 'how' | 'address'>,
): Promise<void> => {
  await addChoice(tx, clinicId, patientIds, { channel, purpose: 'address', agrees: false, how, address })
  const kind = 'wrong-person'
  for (const patientId of patientIds) {
    const open = await tx.task.count({ where: { clinicId, kind, patientId, status: 'open' } })
    if (open > 0) continue
    await putOnList(tx, clinicId, { kind, patientId, appointmentId: null, practitionerId: null, detail: { channel } })
  }
}
