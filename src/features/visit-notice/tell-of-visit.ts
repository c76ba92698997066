import type { Transaction } from '#db/client.ts'
import { type Notice, noticesOf } from '#domain/appointment/visit-notice.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { putInOutbox } from '#features/communication/records.ts'
import { messagePolicy } from '#features/message-policy/queries.ts'
import type { Payload } from '#jobs/queues.ts'
import { practitionerNameOf, type ToldVisit, toldVisits, unsentOf } from './queries.ts'

type Word = Payload<'tell-of-visit'>

/** A visit that has changed again since has a word of its own; what no longer stands is not told. */
const STANDS: Readonly<Record<Word['deed'], readonly string[]>> = {
  booked: ['booked'],
  requested: ['proposed'],
  granted: ['booked'],
  declined: ['cancelled'],
  moved: ['proposed', 'booked'],
  cancelled: ['cancelled'],
  missed: ['noshow'],
  'practitioner-away': ['cancelled'],
  closed: ['cancelled'],
}

const noticesFor = async (tx: Transaction, word: Word, visit: ToldVisit, nowMs: number): Promise<readonly Notice[]> => {
  const { clinicId, deed, byPatient, before } = word
  const policy = await messagePolicy(tx, clinicId, localDateOf(nowMs, visit.zone))
  return noticesOf({
    ...{ deed, byPatient, before, visit, nowMs, zone: visit.zone },
    unsent: deed === 'moved' && (await unsentOf(tx, clinicId, visit.id)),
    quiet: { fromMinute: policy.quietFrom, toMinute: policy.quietTo },
    reminder: { hours: policy.reminderHours, notWithinMinutes: policy.noReminderWithinMinutes },
  })
}

/** What speaks of all visits of one person that were booked, or called off, together. */
const OF_ALL: readonly Notice['kind'][] = ['appointment-confirmed', 'practitioner-away']

/** What was so and cannot be read again when the message is written. */
const contentOf = async (
  tx: Transaction,
  { clinicId, before }: Word,
  kind: Notice['kind'],
  together: readonly ToldVisit[],
) => {
  if (kind === 'appointment-changed' && before !== null) {
    const { startMs, practitionerId } = before
    const practitionerName = await practitionerNameOf(tx, clinicId, practitionerId)
    return { before: { startMs, practitionerId, practitionerName, locationId: before.locationId } }
  }
  return OF_ALL.includes(kind) && together.length > 1 ? { appointmentIds: together.map(({ id }) => id) } : {}
}

/**
 * Puts into the outbox what patients are told of a deed. Several visits of one of them that were booked or called off
 * together are told of in one message, with the first of them; each is reminded of by itself.
 */
export const tellOfVisit = async (tx: Transaction, word: Word, nowMs: number): Promise<void> => {
  const { clinicId, deed, appointmentIds } = word
  const visits = (await toldVisits(tx, clinicId, appointmentIds)).filter(({ status }) => STANDS[deed].includes(status))
  for (const [patientId, together] of Map.groupBy(visits, (visit) => visit.patientId)) {
    for (const visit of together) {
      for (const { kind, ...notice } of await noticesFor(tx, word, visit, nowMs)) {
        if (OF_ALL.includes(kind) && visit !== together[0]) continue
        const content = await contentOf(tx, word, kind, together)
        await putInOutbox(tx, { clinicId, patientId, appointmentId: visit.id, kind, content, ...notice }, nowMs)
      }
    }
  }
}
