import { appendAudit } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import type { Prisma } from '#db/generated/client.ts'
import type { SystemActor } from '#domain/actor.ts'
import { isMessageKind, type MessageKind } from '#domain/aftercare/kinds.ts'
import { type SendingState, shouldSend } from '#domain/aftercare/sending.ts'
import { consentForCopy } from '#features/consent/queries.ts'
import { aroundVisit, type VisitNow } from '#features/visit-notice/queries.ts'
import { areasById, type CommunicationRow, clinicForLetters, communicationById, wordsOfMessage } from './queries.ts'

/** A message that is to be handed to the mail server now. */
export interface Outgoing {
  readonly communication: CommunicationRow & { readonly kind: MessageKind }
  /** The visit that it is about, as it is now, and all that it is about where they are several. */
  readonly visit: VisitNow | null
  readonly visits: readonly VisitNow[]
  /** There is something to sign before the visit. */
  readonly toSign: boolean
  readonly address: string
  readonly clinic: Awaited<ReturnType<typeof clinicForLetters>>
  readonly areas: Awaited<ReturnType<typeof areasById>>
  /** The words of it, when it is aftercare. */
  readonly words: Awaited<ReturnType<typeof wordsOfMessage>>
  /** What was signed, when it is the copy of a consent. */
  readonly consent: Awaited<ReturnType<typeof consentForCopy>>
}

/** Found in the hands of another process that may still be alive: look again later. */
export const IN_OTHER_HANDS = 'in-other-hands'

/** Longer than any hand-over lasts: connecting, greeting and a silent server give up well before. */
const HANDOVER_LASTS_AT_MOST_MS = 90_000

/** How the hand-over ended, in the words of the record. */
export type Settlement =
  | { readonly status: 'sent'; readonly messageId: string; readonly textVersionId?: string }
  | { readonly status: 'unknown' | 'failed'; readonly reason: string }
  /** Not taken for now: due again, to be tried later. */
  | { readonly status: 'due'; readonly reason: string }

const kindOf = ({ id, kind }: CommunicationRow): MessageKind => {
  if (!isMessageKind(kind)) throw new Error(`Message ${id} is of an unknown kind.`)
  return kind
}

const stateOf = (row: CommunicationRow, overtaken: SendingState['overtaken'], nowMs: number): SendingState => {
  const { patient, encounter, appointment } = row
  return {
    ...{ kind: kindOf(row), nowMs, visitStartMs: appointment?.startsAt.getTime() ?? null },
    appointmentStatus: appointment?.status ?? '',
    encounterStatus: encounter?.status ?? null,
    nothingNeedled: encounter !== null && encounter.procedures.length === 0,
    overtaken,
    aftercareStopped: patient.aftercareStopped,
    erased: patient.erasedAt !== null,
    address: patient.email,
  }
}

const setStatus = async (
  tx: Transaction,
  actor: SystemActor,
  row: CommunicationRow,
  status: string,
  more: Prisma.CommunicationUncheckedUpdateInput & { readonly statusReason?: string | null } = {},
): Promise<void> => {
  await tx.communication.update({
    where: { clinicId_id: { clinicId: actor.clinicId, id: row.id } },
    data: { status, ...more },
  })
  await appendAudit(tx, actor, null, {
    action: `communication-${status}`,
    entityType: 'Communication',
    entityId: row.id,
    patientId: row.patientId,
    detail: { reason: more.statusReason ?? null },
  })
}

/** Somebody has to look: a message that may not have arrived becomes a task at the desk, without clinical content. */
const askDesk = async (tx: Transaction, actor: SystemActor, row: CommunicationRow, reason: string): Promise<void> => {
  await tx.task.create({
    data: {
      clinicId: actor.clinicId,
      kind: 'message-not-delivered',
      status: 'open',
      patientId: row.patientId,
      encounterId: row.encounterId,
      detail: { communicationId: row.id, reason },
    },
  })
}

/**
 * Decides, with the state as it is now, whether a due message goes out (I1), and marks it as being handed over. A
 * message found half handed over long ago was left by a process that died: whether it went out is unknown, and said
 * so (I4). Null when there is nothing to hand over.
 */
export const beginSending = async (
  tx: Transaction,
  actor: SystemActor,
  communicationId: string,
  nowMs: number,
): Promise<Outgoing | typeof IN_OTHER_HANDS | null> => {
  const { clinicId } = actor
  await tx.$queryRaw`SELECT id FROM communication WHERE clinic_id = ${clinicId}::uuid AND id = ${communicationId}::uuid FOR UPDATE`
  const row = await communicationById(tx, clinicId, communicationId)
  if (row === null) return null
  if (row.status === 'sending') {
    if (nowMs - (row.sendingSince?.getTime() ?? 0) < HANDOVER_LASTS_AT_MOST_MS) return IN_OTHER_HANDS
    await setStatus(tx, actor, row, 'unknown', { statusReason: 'interrupted' })
    await askDesk(tx, actor, row, 'interrupted')
    return null
  }
  if (row.status !== 'due') return null
  const { overtaken, ...around } = await aroundVisit(tx, row, nowMs)
  const decision = shouldSend(stateOf(row, overtaken, nowMs))
  if (!decision.send) {
    await setStatus(tx, actor, row, 'withheld', { statusReason: decision.reason })
    if (decision.reason === 'no-address') await askDesk(tx, actor, row, decision.reason)
    return null
  }
  const words = await wordsOfMessage(tx, clinicId, row, nowMs)
  await tx.communication.update({
    where: { clinicId_id: { clinicId, id: row.id } },
    // the words stand with it before they leave: a hand-over whose end nobody sees may have arrived
    data: {
      status: 'sending',
      sendingSince: new Date(nowMs),
      sentTo: decision.address,
      textVersionId: words?.id ?? null,
    },
  })
  return {
    communication: { ...row, kind: kindOf(row) },
    ...around,
    address: decision.address,
    clinic: await clinicForLetters(tx, clinicId),
    areas: await areasById(tx, clinicId, row.areas),
    words,
    consent: row.consentId === null ? null : await consentForCopy(tx, clinicId, row.consentId),
  }
}

/** Writes down how the hand-over ended. */
export const settleSending = async (
  tx: Transaction,
  actor: SystemActor,
  communicationId: string,
  settlement: Settlement,
  nowMs: number,
): Promise<void> => {
  const row = await communicationById(tx, actor.clinicId, communicationId)
  if (row === null || row.status !== 'sending') return
  switch (settlement.status) {
    case 'sent':
      return setStatus(tx, actor, row, 'sent', {
        sentAt: new Date(nowMs),
        messageId: settlement.messageId,
        delivery: 'accepted',
        ...(settlement.textVersionId && { textVersionId: settlement.textVersionId }),
        statusReason: null,
      })
    case 'due':
      return setStatus(tx, actor, row, 'due', { statusReason: settlement.reason.slice(0, 300) })
    default:
      await setStatus(tx, actor, row, settlement.status, { statusReason: settlement.reason.slice(0, 300) })
      await askDesk(tx, actor, row, settlement.status)
  }
}
