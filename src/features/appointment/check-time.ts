import type { Transaction } from '#db/client.ts'
import type { Actor } from '#domain/actor.ts'
import type { BookingFacts, BookingVerdict, BookingWarning } from '#domain/appointment/booking-facts.ts'
import { decideBooking } from '#domain/appointment/decide-booking.ts'
import { decideReschedule } from '#domain/appointment/decide-reschedule.ts'
import type { Refusal } from '#domain/appointment/refusal.ts'
import { DAY_MS } from '#domain/time/zone.ts'
import { choosePractitioner } from './choose-practitioner.ts'
import type { MovingVisit } from './load-frame.ts'
import { frameVisit, loadVisit, type WantedVisit } from './load-visit.ts'

export type TimeAnswer =
  | { readonly ok: true; readonly practitionerId: string; readonly warnings: readonly BookingWarning[] }
  | { readonly ok: false; readonly refusals: readonly Refusal[] }

/** Decides a visit that is new, or one that moves as it stands. */
export const deciderFor =
  (moving: MovingVisit | null, clinicId: string) =>
  (facts: BookingFacts): BookingVerdict =>
    moving === null
      ? decideBooking(facts)
      : decideReschedule({ ...facts, appointment: { ...moving, clinicId }, expectedVersion: moving.version })

/** Decides, without locks and without booking anything, whether one start would be booked as things stand. */
export const checkTime = async (
  tx: Transaction,
  actor: Actor,
  wanted: WantedVisit,
  startMs: number,
  nowMs: number,
): Promise<TimeAnswer> => {
  const stretch = { fromMs: startMs - DAY_MS, toMs: startMs + 2 * DAY_MS }
  const framed = await frameVisit(tx, actor, wanted, { ...stretch, nowMs })
  if (!framed.ok) return { ok: false, refusals: [framed.refusal] }
  const loaded = await loadVisit(tx, framed.frame, { actor, nowMs, wanted, stretch, wholeBody: true, whose: true })
  const choice = choosePractitioner(loaded, startMs, null, deciderFor(framed.frame.moving, actor.clinicId))
  if (choice === null) return { ok: false, refusals: [{ reason: 'not-offered', serviceId: framed.frame.service.id }] }
  if (!choice.verdict.ok) return { ok: false, refusals: choice.verdict.refusals }
  return { ok: true, practitionerId: choice.practitioner.id, warnings: choice.verdict.warnings }
}
