import { clearRunOutHolds, lockResources } from '#db/claims.ts'
import type { Transaction } from '#db/client.ts'
import type { Actor } from '#domain/actor.ts'
import type { Refusal } from '#domain/appointment/refusal.ts'
import { DAY_MS } from '#domain/time/zone.ts'
import { mayBookFor } from './access.ts'
import type { Loaded } from './assemble-facts.ts'
import { thingsOf } from './load-frame.ts'
import { frameVisit, loadAtOnce, loadVisit, type Question, type WantedVisit } from './load-visit.ts'

export interface StartAsked {
  readonly actor: Actor
  readonly wanted: WantedVisit
  readonly startMs: number
  readonly nowMs: number
  /** Wide areas are only looked into when somebody is to be warned of what rests in them. */
  readonly wholeBody: boolean
  /** Lost a claim once: what is claimed beside people is locked as well. */
  readonly wasBeaten: boolean
}

/** Around one start: everything a visit of it can touch, its buffers and a night included. */
const stretchAround = (startMs: number) => ({ fromMs: startMs - DAY_MS, toMs: startMs + 2 * DAY_MS })

/**
 * Locks the patient and everyone who may be chosen, then loads the facts about one start. Places, devices and attendants
 * are left to the claim itself, which only one can win, so that one room does not queue up the whole clinic; who was beaten
 * once locks them too, and clears away what has run out.
 */
export const lockVisit = async (tx: Transaction, asked: StartAsked): Promise<Loaded | Refusal> => {
  const { actor, wanted, nowMs, wasBeaten } = asked
  const stretch = stretchAround(asked.startMs)
  const question = { ...asked, stretch, whose: true }
  const { practitionerId, movingAppointmentId } = wanted
  if (practitionerId !== null && movingAppointmentId === null && !wasBeaten && mayBookFor(actor, wanted.patientId))
    return lockAtOnce(tx, question, practitionerId)
  const framed = await frameVisit(tx, actor, wanted, { ...stretch, nowMs })
  if (!framed.ok) return framed.refusal
  const { frame } = framed
  const people = frame.practitioners.map((person) => person.id)
  const locked = [wanted.patientId, ...people, ...(wasBeaten ? thingsOf(frame) : [])]
  const [, , loaded] = await Promise.all([
    lockResources(tx, actor.clinicId, locked),
    wasBeaten ? clearRunOutHolds(tx, actor.clinicId, locked, nowMs) : undefined,
    loadVisit(tx, frame, question),
  ])
  return loaded
}

/** Of somebody asked for by name it is known whom to lock: the locks and all that is read under them are one round trip. */
const lockAtOnce = async (
  tx: Transaction,
  question: Question & StartAsked,
  practitionerId: string,
): Promise<Loaded | Refusal> => {
  const { actor, wanted } = question
  const locked = lockResources(tx, actor.clinicId, [wanted.patientId, practitionerId])
  const [loaded] = await Promise.all([loadAtOnce(tx, question, practitionerId), locked])
  return loaded
}
