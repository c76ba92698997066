import type { Database } from '#db/client.ts'
import { asActor } from '#db/scope.ts'
import {
  beginSending,
  IN_OTHER_HANDS,
  type Settlement,
  settleSending,
} from '#features/communication/send-communication.ts'
import { renderLetter } from '#integrations/mail/layout.ts'
import type { Handover, MailServer } from '#integrations/mail/transport.ts'
import { composeMessage } from '#integrations/message/compose.ts'
import { Postponed } from '#jobs/queue.ts'

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
export class TryLater extends Postponed {}

/** Prepares, hands over and settles one message; each of the three is on record before the next begins. */
export const sendCommunication = async (
  room: MailRoom,
  { clinicId, communicationId }: { clinicId: string; communicationId: string },
): Promise<void> => {
  const actor = { kind: 'system', clinicId } as const
  const outgoing = await asActor(room.database, actor, (tx) => beginSending(tx, actor, communicationId, room.now()))
  if (outgoing === null) return
  if (outgoing === IN_OTHER_HANDS) throw new TryLater(IN_OTHER_HANDS)
  const to = { name: outgoing.communication.patient.name, address: outgoing.address }
  const organizer = { name: outgoing.clinic.name, address: addressIn(room.from) }
  const post = { organizer, attendee: to, writtenMs: room.now() }
  const { letter, attachments = [], calendar, textVersionId } = composeMessage({ ...outgoing, post }, room.publicUrl)
  const mail = { ...(await renderLetter(letter)), attachments, calendar }
  const messageId = `<${communicationId}@${new URL(room.publicUrl).hostname}>`
  const handover = await room.server.send({ ...mail, from: room.from, to, messageId })
  const settlement = { ...settlementOf(handover, messageId), ...(textVersionId && { textVersionId }) }
  await asActor(room.database, actor, (tx) => settleSending(tx, actor, communicationId, settlement, room.now()))
  if (settlement.status === 'due') throw new TryLater(NOT_TAKEN)
}

/** Of "Riverside <clinic@riverside.test>" the address alone. */
const addressIn = (from: string): string => /<([^<>]+)>/.exec(from)?.[1] ?? from

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
