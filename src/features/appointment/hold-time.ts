import { asIdentity } from '#db/audit.ts'
import { insertHeldClaims } from '#db/claims.ts'
import type { Database, Transaction } from '#db/client.ts'
import { refused, runUnrecorded } from '#db/command.ts'
import type { Actor } from '#domain/actor.ts'
import type { BookingVerdict, PlannedClaim } from '#domain/appointment/booking-facts.ts'
import { decideHold, type HoldVerdict, type StandingHold } from '#domain/appointment/decide-hold.ts'
import type { Refusal } from '#domain/appointment/refusal.ts'
import { subtract } from '#domain/time/interval.ts'
import { DAY_MS } from '#domain/time/zone.ts'
import type { Loaded } from './assemble-facts.ts'
import { deciderFor } from './check-time.ts'
import { type Choice, choosePractitioner } from './choose-practitioner.ts'
import type { WantedVisit } from './load-visit.ts'
import { lockVisit } from './lock-visit.ts'

export interface HoldRequest {
  /** Chosen by whoever asks, once a draft: asked again with it, the hold moves or is kept on. */
  readonly holdId: string
  readonly wanted: WantedVisit
  readonly startMs: number
}

/** A time that is kept, and until when. */
export interface HeldTime {
  readonly holdId: string
  readonly practitionerId: string
  readonly placeId: string
  readonly startIso: string
  readonly endIso: string
  readonly expiresIso: string
}

/**
 * Keeps a time for whoever fills in the form, by the very rules it will be booked by; nobody else gets it meanwhile. What
 * this person held for the same visit before is let go of in the same transaction.
 */
export const holdTime = (database: Database, actor: Actor, { holdId, wanted, startMs }: HoldRequest, nowMs: number) => {
  let attempt = 0
  return runUnrecorded<HeldTime, Refusal>(database, actor, async (tx) => {
    attempt += 1
    // one person's choices one after the other, so that the number of them can be counted
    const holder = `holds of ${actor.clinicId} ${asIdentity(actor)}`
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${holder}, 0))::text`
    const standing = await standingHolds(tx, actor, nowMs)
    const asked = { ...wanted, holdId }
    const loaded = await lockVisit(tx, {
      actor,
      wanted: asked,
      startMs,
      nowMs,
      wholeBody: false,
      wasBeaten: attempt > 1,
    })
    if (!('frame' in loaded)) return refused(loaded)
    const { moving, service } = loaded.frame
    const choice = choosePractitioner(loaded, startMs, null, deciderFor(moving, actor.clinicId))
    if (choice === null) return refused({ reason: 'not-offered', serviceId: service.id } as const)
    if (!choice.verdict.ok) return refused(...choice.verdict.refusals)
    const practitionerId = choice.practitioner.id
    const verdict = decideHold({ actor, nowMs, standing, holdId, practitionerId, startMs })
    if (!verdict.ok) return refused(verdict.refusal)
    return { ok: true, value: await saveHold(tx, loaded, choice, verdict, holdId) }
  })
}

const standingHolds = async (tx: Transaction, actor: Actor, nowMs: number): Promise<StandingHold[]> => {
  const rows = await tx.$queryRaw<(Omit<StandingHold, 'startMs' | 'expiresMs'> & { starts: Date; expires: Date })[]>`
    SELECT id, practitioner_id AS "practitionerId", starts_at AS starts, expires_at AS expires, renewals FROM time_hold
    WHERE clinic_id = ${actor.clinicId}::uuid AND identity_id = ${asIdentity(actor)} AND expires_at > ${new Date(nowMs)}::timestamptz`
  return rows.map(({ starts, expires, ...hold }) => ({
    ...hold,
    startMs: starts.getTime(),
    expiresMs: expires.getTime(),
  }))
}

type Agreed = Extract<BookingVerdict, { ok: true }>

/** A visit that moves has its own time already: only what it does not have is held. */
const claimsToHold = ({ claims }: Agreed, { frame, busy }: Loaded): PlannedClaim[] =>
  claims.flatMap((claim) => {
    const taken = busy.get(claim.resourceId) ?? []
    const own = taken.filter(({ appointmentId }) => appointmentId === frame.moving?.id)
    return frame.moving === null
      ? [claim]
      : subtract(
          [claim],
          own.toSorted((a, b) => a.startMs - b.startMs),
        ).map((part) => ({ ...claim, ...part }))
  })

const saveHold = async (
  tx: Transaction,
  loaded: Loaded,
  { practitioner, verdict }: Choice,
  { expiresMs, renewals, instead }: Extract<HoldVerdict, { ok: true }>,
  holdId: string,
): Promise<HeldTime> => {
  const { actor, nowMs, frame } = loaded
  const { clinicId } = actor
  if (!verdict.ok) throw new Error('What was refused is not held')
  const { placeId, visit } = verdict
  // what ran out long ago goes along with it: nobody else comes by to clear it away
  await tx.$executeRaw`
    DELETE FROM time_hold WHERE clinic_id = ${clinicId}::uuid AND (
      (identity_id = ${asIdentity(actor)} AND (id = ANY (${[...instead, holdId]}::uuid[]) OR expires_at <= ${new Date(nowMs)}::timestamptz))
      OR expires_at <= ${new Date(nowMs - DAY_MS)}::timestamptz)`
  const [startsAt, endsAt] = [new Date(visit.startMs), new Date(visit.endMs)]
  await tx.$executeRaw`
    INSERT INTO time_hold (clinic_id, id, identity_id, patient_id, service_id, practitioner_id, place_id, starts_at, ends_at, held_at, expires_at, renewals, moving_appointment_id)
    VALUES (${clinicId}::uuid, ${holdId}::uuid, ${asIdentity(actor)}, ${frame.patient.id}::uuid, ${frame.service.id}::uuid,
      ${practitioner.id}::uuid, ${placeId}::uuid, ${startsAt}::timestamptz, ${endsAt}::timestamptz, ${new Date(nowMs)}::timestamptz,
      ${new Date(expiresMs)}::timestamptz, ${renewals}, ${frame.moving?.id ?? null}::uuid)`
  const claims = claimsToHold(verdict, loaded).map((claim) => ({ ...claim, waivedByOverrideId: null }))
  await insertHeldClaims(tx, clinicId, { holdId, heldUntilMs: expiresMs }, claims)
  return {
    holdId,
    practitionerId: practitioner.id,
    placeId,
    startIso: startsAt.toISOString(),
    endIso: endsAt.toISOString(),
    expiresIso: new Date(expiresMs).toISOString(),
  }
}
