import { appendAudit } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import type { SystemActor } from '#domain/actor.ts'
import { isMessageKind, purposeOf } from '#domain/aftercare/kinds.ts'
import { addChoice, saidNotMe } from './records.ts'

const messageOf = async (tx: Transaction, clinicId: string, id: string) => {
  const row = await tx.communication.findUnique({
    where: { clinicId_id: { clinicId, id } },
    select: {
      ...{ kind: true, channel: true, sentTo: true },
      patient: { select: { id: true, name: true, preferredName: true, mergedIntoId: true } },
    },
  })
  if (row === null || row.patient === null || !isMessageKind(row.kind)) return null
  const purpose = purposeOf(row.kind)
  const { patient, channel, sentTo: address } = row
  return purpose && { purpose, address, channel: channel === 'sms' ? ('sms' as const) : ('email' as const), patient }
}

/** What a link of a message is about, for whoever opens it: the first name alone, since it may be somebody else. */
export const aboutMessage = async (tx: Transaction, clinicId: string, id: string) => {
  const found = await messageOf(tx, clinicId, id)
  if (found === null) return null
  const { name, preferredName } = found.patient
  return { purpose: found.purpose, name: preferredName ?? name.split(' ')[0] ?? name }
}

/** Does what somebody pressed in a message (I16): no more of its purpose on this channel, or this is not me. Twice is once. */
export const pressLink = async (
  tx: Transaction,
  actor: SystemActor,
  { communicationId, says }: { readonly communicationId: string; readonly says: 'stop' | 'not-me' },
): Promise<void> => {
  const { clinicId } = actor
  const found = await messageOf(tx, clinicId, communicationId)
  if (found === null) return
  const { channel, purpose, address, patient } = found
  const patientId = patient.mergedIntoId ?? patient.id
  const said = { channel, how: 'mail-link', address } as const
  if (says === 'not-me') await saidNotMe(tx, clinicId, [patientId], said)
  else await addChoice(tx, clinicId, [patientId], { ...said, purpose, agrees: false })
  await appendAudit(tx, actor, null, {
    ...{ action: 'press-link', entityType: 'Communication', entityId: communicationId, patientId },
    detail: { says, channel, purpose },
  })
}
