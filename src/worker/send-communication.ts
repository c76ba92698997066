import type { Database } from '#db/client.ts'
import { asActor } from '#db/scope.ts'
import {
  beginSending,
  IN_OTHER_HANDS,
  type Outgoing,
  type Settlement,
  settleSending,
} from '#features/communication/send-communication.ts'
import { aftercareLetter } from '#integrations/mail/aftercare-letter.ts'
import { consentLetter } from '#integrations/mail/consent-letter.ts'
import { type Letter, renderLetter } from '#integrations/mail/layout.ts'
import type { Handover, MailServer } from '#integrations/mail/transport.ts'

export interface MailRoom {
  readonly database: Database
  readonly server: MailServer
  readonly from: string
  readonly publicUrl: string
  readonly now: () => number
}

/** What the server said stands with the message; the queue's own table is no place for addresses. */
const NOT_TAKEN = 'not-taken'

/** Thrown so that the queue tries a message again later. */
export class TryLater extends Error {}

/** Prepares, hands over and settles one message; each of the three is on record before the next begins. */
export const sendCommunication = async (
  room: MailRoom,
  { clinicId, communicationId }: { clinicId: string; communicationId: string },
): Promise<void> => {
  const actor = { kind: 'system', clinicId } as const
  const outgoing = await asActor(room.database, actor, (tx) => beginSending(tx, actor, communicationId, room.now()))
  if (outgoing === null) return
  if (outgoing === IN_OTHER_HANDS) throw new TryLater(IN_OTHER_HANDS)
  const letter = await renderLetter(letterOf(outgoing, room.publicUrl))
  const messageId = `<${communicationId}@${new URL(room.publicUrl).hostname}>`
  const to = { name: outgoing.communication.patient.name, address: outgoing.address }
  const settlement = settlementOf(await room.server.send({ ...letter, from: room.from, to, messageId }), messageId)
  await asActor(room.database, actor, (tx) => settleSending(tx, actor, communicationId, settlement, room.now()))
  if (settlement.status === 'due') throw new TryLater(NOT_TAKEN)
}

const letterOf = ({ communication, consent, ...rest }: Outgoing, publicUrl: string): Letter => {
  if (consent !== null) return consentLetter({ ...rest, consent, patient: communication.patient }, publicUrl)
  const { step } = communication
  if (step === null) throw new Error('A message is of a step of aftercare or of a consent.')
  return aftercareLetter({ ...rest, communication: { ...communication, step } }, publicUrl)
}

const settlementOf = (handover: Handover, messageId: string): Settlement => {
  switch (handover.kind) {
    case 'sent':
      return { status: 'sent', messageId }
    case 'unknown':
      return { status: 'unknown', reason: handover.problem }
    case 'not-handed-over':
      return { status: 'due', reason: handover.problem }
    case 'refused':
      return { status: handover.forGood ? 'failed' : 'due', reason: handover.response }
  }
}
