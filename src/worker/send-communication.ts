import type { Database } from '#db/client.ts'
import { asActor } from '#db/scope.ts'
import {
  beginSending,
  IN_OTHER_HANDS,
  type Outgoing,
  type Settlement,
  settleSending,
} from '#features/communication/send-communication.ts'
import { renderLetter } from '#integrations/mail/layout.ts'
import type { MailServer } from '#integrations/mail/transport.ts'
import { type Composition, composeMessage } from '#integrations/message/compose.ts'
import { forWhom } from '#integrations/message/short-words.ts'
import { isNoMobile, isStopped, type TextHandover, type TextServer } from '#integrations/sms/provider.ts'
import { Postponed } from '#jobs/queue.ts'

export interface MailRoom {
  readonly database: Database
  readonly server: MailServer
  readonly from: string
  readonly publicUrl: string
  readonly now: () => number
  /** Absent where the installation writes no texts. */
  readonly texts?: Texting | null
}

export interface Texting {
  readonly server: TextServer
  /** The number that a clinic's texts come from; null where it has none. */
  readonly numberOf: (slug: string) => string | null
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
  const textNumberOf = (slug: string) => room.texts?.numberOf(slug) ?? null
  const outgoing = await asActor(room.database, actor, (tx) =>
    beginSending(tx, actor, communicationId, { nowMs: room.now(), textNumberOf }),
  )
  if (outgoing === null) return
  if (outgoing === IN_OTHER_HANDS) throw new TryLater(IN_OTHER_HANDS)
  const { readerName, way, clinic } = outgoing
  const organizer = { name: clinic.name, address: addressIn(room.from) }
  const post = { organizer, attendee: { name: readerName, address: way.address }, writtenMs: room.now() }
  const composition = composeMessage({ ...outgoing, post }, room.publicUrl)
  const { textVersionId } = composition
  const handedOver =
    way.channel === 'email' ? await mailIt(room, outgoing, composition) : await textIt(room, outgoing, composition)
  const settlement = { ...handedOver, ...(textVersionId && { textVersionId }) }
  await asActor(room.database, actor, (tx) => settleSending(tx, actor, communicationId, settlement, room.now()))
  if (settlement.status === 'due') throw new TryLater(NOT_TAKEN)
}

/** Of "Riverside <clinic@riverside.test>" the address alone. */
const addressIn = (from: string): string => /<([^<>]+)>/.exec(from)?.[1] ?? from

const messageIdOf = ({ communication }: Outgoing, { publicUrl }: MailRoom): string =>
  `<${communication.id}@${new URL(publicUrl).hostname}>`

const mailIt = async (
  room: MailRoom,
  outgoing: Outgoing,
  { letter, attachments = [], calendar }: Composition,
): Promise<Settlement> => {
  const messageId = messageIdOf(outgoing, room)
  const to = { name: outgoing.readerName, address: outgoing.way.address }
  const mail = { ...(await renderLetter(letter)), attachments, calendar, from: room.from, to, messageId }
  return settlementOf(await room.server.send(mail), messageId)
}

const textIt = async (room: MailRoom, outgoing: Outgoing, { sms }: Composition): Promise<Settlement> => {
  const { communication, clinic, isSharedNumber, way } = outgoing
  const from = room.texts?.numberOf(clinic.slug) ?? null
  if (!room.texts || from === null) throw new Error('A text was to go where none are written.')
  const body = isSharedNumber ? forWhom(communication.patient, sms) : sms
  const statusUrl = `${room.publicUrl}/api/text/status?clinic=${communication.clinicId}&message=${communication.id}`
  return settlementOf(
    await room.texts.server.send({ from, to: way.address, body, statusUrl }),
    messageIdOf(outgoing, room),
  )
}

type AnyHandover = TextHandover | Awaited<ReturnType<MailServer['send']>>

const settlementOf = (handover: AnyHandover, messageId: string): Settlement => {
  switch (handover.kind) {
    case 'sent':
      return 'providerId' in handover
        ? { status: 'sent', messageId, providerId: handover.providerId }
        : { status: 'sent', messageId }
    case 'unknown':
      return { status: 'unknown', reason: handover.problem }
    case 'not-handed-over':
      return { status: 'due', reason: handover.problem }
    case 'refused': {
      if (!handover.forGood) return { status: 'due', reason: handover.response }
      const code = 'code' in handover ? handover.code : undefined
      const learned = isNoMobile(code) ? 'no-mobile' : isStopped(code) ? 'stopped' : undefined
      return { status: 'failed', reason: handover.response, ...(learned && { learned }) }
    }
  }
}
