import type { Actor } from '../actor.ts'
import { localDayOf, MINUTE_MS } from '../time/zone.ts'
import { mayChange } from './permission.ts'
import type { Refusal } from './refusal.ts'
import { type AppointmentAction, type AppointmentStatus, whyNot } from './transitions.ts'

/** An appointment as it stands when somebody wants to change it. */
export interface StandingAppointment {
  readonly id: string
  readonly clinicId: string
  readonly patientId: string
  readonly practitionerId: string
  readonly status: AppointmentStatus
  readonly startMs: number
  readonly version: number
}

export interface ChangeFacts {
  readonly actor: Actor
  readonly appointment: StandingAppointment
  /** The version that the person saw; null for actions that do not depend on what else was changed. */
  readonly expectedVersion: number | null
  /** How long before the start patients may still move or cancel by themselves. */
  readonly minNoticeMinutes: number
  readonly nowMs: number
  readonly zone: string
}

/** Why somebody may not take an action on an appointment now; null when they may. The first reason is enough. */
export function whyNotChange(action: AppointmentAction, facts: ChangeFacts): Refusal | null {
  const { actor, appointment, expectedVersion, minNoticeMinutes, nowMs, zone } = facts
  const today = localDayOf(appointment.startMs, zone) === localDayOf(nowMs, zone)
  if (!mayChange(actor, action, { ...appointment, today })) return { reason: 'not-allowed', breaks: [] }
  const impossible = whyNot(action, { status: appointment.status, startMs: appointment.startMs, nowMs })
  if (impossible) return impossible
  if (expectedVersion !== null && expectedVersion !== appointment.version) {
    return { reason: 'stale-version', expectedVersion, currentVersion: appointment.version }
  }
  const tooLate = appointment.startMs - nowMs < minNoticeMinutes * MINUTE_MS
  return actor.kind === 'patient' && tooLate
    ? { reason: 'too-late-to-change', minNoticeMinutes, startMs: appointment.startMs }
    : null
}
