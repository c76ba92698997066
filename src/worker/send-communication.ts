import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database } from '#db/client.ts'
import { asActor } from '#db/scope.ts'
import { purposeOf } from '#domain/aftercare/kinds.ts'
import {
  type Begun,
  beginSending,
  IN_OTHER_HANDS,
  type Outgoing,
  type Settlement,
  settleSending,
} from '#features/communication/send-communication.ts'
import { renderLetter } from '#integrations/mail/layout.ts'
import { addressIn, type MailServer } from '#integrations/mail/transport.ts'
import { type Composition, composeMessage } from '#integrations/message/compose.ts'
import { forWhom, stopWords } from '#integrations/message/short-words.ts'
import { isNoMobile, isStopped, type TextHandover, type TextServer } from '#integrations/sms/provider.ts'
import { Postponed } from '#jobs/worker.ts'
import { log } from '#lib/log.ts'
import { MESSAGE_LINK, sealLink } from '#lib/sealed-link.ts'

export interface MailRoom {
  readonly database: Database
  readonly server: MailServer
  readonly from: string
  readonly publicUrl: string
  readonly now: () => number
  /** Seals the link by which a message is stopped; without one there is none. */
  readonly linkSecret?: string
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
/** It could not be put into words, which is a mistake of ours: somebody has to reach the person another way. */
const NOT_WRITTEN = 'not-written'

/** Tells the queue to try a message again later. */
export class TryLater extends Postponed {}

type Payload = { readonly clinicId: string; readonly communicationId: string }

/** One message alone. */
export const sendCommunication = async (room: MailRoom, payload: Payload): Promise<void> => {
  const [outcome] = await sendCommunications(room, [payload])
  if (outcome) throw outcome
}

/**
 * Prepares, hands over and settles messages; each of the three is on record before the next begins. Several are prepared
 * together, handed over at once, and settled as they end. Tells of each what stands in its way; null when it is done.
 */
export const sendCommunications = async (
  room: MailRoom,
  payloads: readonly Payload[],
  handOver = handOverFrom(room),
): Promise<readonly (Error | null)[]> => {
  const byClinic = Map.groupBy(payloads, ({ clinicId }) => clinicId)
  const sent = await Promise.all(
    [...byClinic].map(([clinicId, some]) =>
      sendOfClinic(
        { ...room, handOver },
        clinicId,
        some.map(({ communicationId }) => communicationId),
      ),
    ),
  )
  const outcomes = new Map(sent.flatMap((some) => [...some]))
  return payloads.map(({ communicationId }) => outcomes.get(communicationId) ?? null)
}

interface SendingOffice extends MailRoom {
  readonly handOver: (outgoing: Outgoing) => Promise<Settlement>
}

const sendOfClinic = async (
  room: SendingOffice,
  clinicId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Error | null>> => {
  const actor = { kind: 'system', clinicId } as const
  const textNumberOf = (slug: string) => room.texts?.numberOf(slug) ?? null
  const begin = () =>
    asActor(room.database, actor, (tx) => beginSending(tx, actor, ids, { nowMs: room.now(), textNumberOf }))
  const settle = together((some: ReadonlyMap<string, Settlement>) =>
    asActor(room.database, actor, (tx) => settleSending(tx, actor, some, room.now())),
  )
  const finish = async ([id, message]: readonly [string, Begun]): Promise<readonly [string, Error | null]> => {
    if (message === null) return [id, null]
    if (message === IN_OTHER_HANDS) return [id, new TryLater(IN_OTHER_HANDS)]
    const settlement = await room.handOver(message)
    await settle(id, settlement)
    return [id, settlement.status === 'due' ? new TryLater(NOT_TAKEN) : null]
  }
  const one = async (entry: readonly [string, Begun]) =>
    finish(entry).catch((error: Error) => [entry[0], error] as const)
  try {
    const begun = await begin()
    return new Map(await Promise.all([...begun].map(one)))
  } catch (error) {
    // one that cannot be prepared keeps nobody else's from going
    if (ids.length === 1) return new Map(ids.map((id) => [id, error as Error]))
    const alone: ReadonlyMap<string, Error | null>[] = []
    for (const id of ids) alone.push(await sendOfClinic(room, clinicId, [id]))
    return new Map(alone.flatMap((some) => [...some]))
  }
}

/** Writes down what is ready, together, while what gets ready meanwhile gathers for the next time. */
const together = <T>(write: (some: ReadonlyMap<string, T>) => Promise<void>) => {
  let ready = new Map<string, T>()
  let writing: Promise<void> | null = null
  const writeOut = async (): Promise<void> => {
    await nextTurn()
    const some = ready
    ready = new Map()
    writing = null
    await write(some)
  }
  return (id: string, one: T): Promise<void> => {
    ready.set(id, one)
    writing ??= writeOut()
    return writing
  }
}

/** Puts a message into words and gives it to whoever carries it. */
const handOverFrom =
  (room: MailRoom) =>
  async (outgoing: Outgoing): Promise<Settlement> => {
    let give: () => Promise<AnyHandover>
    try {
      give = await pack(room, outgoing)
    } catch (error) {
      log.error({ err: error, communicationId: outgoing.communication.id }, 'a message could not be written')
      return { status: 'failed', reason: NOT_WRITTEN, neverLeft: true }
    }
    return settlementOf(await give(), messageIdOf(outgoing, room))
  }

const pack = async (room: MailRoom, outgoing: Outgoing): Promise<() => Promise<AnyHandover>> => {
  const { readerName, way, clinic } = outgoing
  const organizer = { name: clinic.name, address: addressIn(room.from) }
  const post = { organizer, attendee: { name: readerName, address: way.address }, writtenMs: room.now() }
  const communication = { ...outgoing.communication, patient: readerOf(outgoing) }
  const composition = composeMessage({ ...outgoing, communication, post }, room.publicUrl)
  if (way.channel === 'sms') return packText(room, outgoing, composition)
  const { letter, attachments = [], calendar } = composition
  const to = { name: readerName, address: way.address }
  const messageId = messageIdOf(outgoing, room)
  const token = stopTokenOf(room, outgoing)
  const stopped = token === null ? letter : { ...letter, stop: stopLine(outgoing, room, token) }
  const mail = {
    ...(await renderLetter(stopped)),
    ...{ attachments, calendar, from: room.from, to, messageId },
    ...(token !== null && { unsubscribeUrl: `${room.publicUrl}/api/unsubscribe/${token}` }),
  }
  return () => room.server.send(mail)
}

/** Who is written to; an alert of which nobody knows whom it is about is in the language of the clinic. */
const readerOf = ({ communication: { id, patient }, readerName, clinic }: Outgoing) =>
  patient ?? { id, name: readerName, preferredName: null, locale: clinic.locale }

const packText = ({ texts, publicUrl }: MailRoom, outgoing: Outgoing, { sms }: Composition) => {
  const { communication, clinic, isSharedNumber, way } = outgoing
  const from = texts?.numberOf(clinic.slug) ?? null
  if (!texts || from === null) throw new Error('A text was to go where none are written.')
  const body = isSharedNumber ? forWhom(readerOf(outgoing), sms) : sms
  const statusUrl = `${publicUrl}/api/text/status?clinic=${communication.clinicId}&message=${communication.id}`
  return () => texts.server.send({ from, to: way.address, body, statusUrl })
}

const messageIdOf = ({ communication }: Outgoing, { publicUrl }: MailRoom): string =>
  `<${communication.id}@${new URL(publicUrl).hostname}>`

/** Of what can be stopped: what was asked for by signing it, and an alert to who works here, cannot. */
const stopTokenOf = ({ linkSecret }: MailRoom, { communication }: Outgoing): string | null =>
  linkSecret === undefined || purposeOf(communication.kind) === null
    ? null
    : sealLink(linkSecret, MESSAGE_LINK, [communication.clinicId, communication.id])

const stopLine = (outgoing: Outgoing, { publicUrl }: MailRoom, token: string) => ({
  label: stopWords(readerOf(outgoing), outgoing.clinic.name),
  url: `${publicUrl}/c/${outgoing.clinic.slug}/messages/${token}`,
})

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
