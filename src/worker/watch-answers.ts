import type { Database } from '#db/client.ts'
import { asActor } from '#db/scope.ts'
import type { Rings } from '#features/answer-alert/queries.ts'
import { callUnanswered } from '#features/check-in/call-unanswered.ts'
import { raiseAlert } from '#features/check-in/raise-alert.ts'

interface Room {
  readonly database: Database
  readonly now: () => number
}

/** At once when an answer or a text rings, when nobody has taken it in the clinic's minutes, and when who took it has not closed it. */
export const raiseAnswerAlert = (
  { database, now }: Room,
  { clinicId, ...of }: { clinicId: string } & Rings,
): Promise<void> => {
  const actor = { kind: 'system', clinicId } as const
  return asActor(database, actor, (tx) => raiseAlert(tx, actor, of, now()))
}

/** When the hours for an answer after needling near the lung are over. */
export const callWhenUnanswered = (
  { database, now }: Room,
  { clinicId, encounterId }: { clinicId: string; encounterId: string },
): Promise<void> => {
  const actor = { kind: 'system', clinicId } as const
  return asActor(database, actor, (tx) => callUnanswered(tx, actor, encounterId, now()))
}
