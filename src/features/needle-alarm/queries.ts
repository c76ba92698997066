import type { Transaction } from '#db/client.ts'
import { readsClinical, type StaffActor } from '#domain/actor.ts'
import { restingMinutes, type Segment } from '#domain/appointment/segments.ts'
import {
  type AlarmFacts,
  type AlarmStage,
  alarmStage,
  isAnswered,
  needlesDueMs,
} from '#domain/encounter/removal-alarm.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { type SafetyPolicy, safetyPolicy } from '#features/safety-policy/queries.ts'
import { isCalled } from './access.ts'

/** More people with needles in than any clinic has rooms. */
const MOST = 100

const withVisit = {
  appointment: {
    select: {
      id: true,
      endsAt: true,
      segments: true,
      patient: { select: { name: true } },
      practitioner: { select: { name: true } },
      place: { select: { room: { select: { name: true } } } },
    },
  },
  needleAlarms: { where: { endedAt: null } },
} as const

/** Everybody of the clinic who has needles in now. */
export const encountersWithNeedlesIn = (tx: Transaction, clinicId: string, encounterId?: string) =>
  tx.encounter.findMany({
    where: {
      ...{ clinicId, status: 'in-progress', needlesInAt: { not: null }, needlesOutAt: null },
      ...(encounterId !== undefined && { id: encounterId }),
    },
    include: withVisit,
    orderBy: { needlesInAt: 'asc' },
    take: MOST,
  })

export type EncounterWithNeedles = Awaited<ReturnType<typeof encountersWithNeedlesIn>>[number]

/** What decides how far the alarm of this visit has gone. */
export const alarmFacts = (
  { needlesInAt, startedAt, appointment, needleAlarms }: EncounterWithNeedles,
  policy: SafetyPolicy,
): AlarmFacts => ({
  dueMs: needlesDueMs({
    needlesInMs: (needlesInAt ?? startedAt).getTime(),
    restingMinutes: restingMinutes(appointment.segments as unknown as Segment[]),
    plannedEndMs: appointment.endsAt.getTime(),
  }),
  goingMs: needleAlarms[0]?.goingAt?.getTime() ?? null,
  policy,
})

/** The clinic's minutes today. */
export const policyToday = async (tx: Transaction, clinicId: string, nowMs: number): Promise<SafetyPolicy> =>
  safetyPolicy(tx, clinicId, localDateOf(nowMs, await clinicZone(tx, clinicId)))

export interface Ringing {
  readonly encounterId: string
  /** Where the visit is looked at, for who may. */
  readonly appointmentId: string | null
  readonly patientName: string
  readonly roomName: string
  readonly practitionerName: string
  readonly dueIso: string
  readonly stage: AlarmStage
  readonly goingByName: string | null
  /** Somebody goes: it does not sound. */
  readonly quiet: boolean
}

/**
 * The alarms that have reached this person. They are worked out from the records and the clock, so that they ring even when
 * no job ran and whatever became of the tablet in the room (Z5).
 */
export const alarmsFor = async (tx: Transaction, actor: StaffActor, nowMs: number): Promise<Ringing[]> => {
  const { clinicId } = actor
  const encounters = await encountersWithNeedlesIn(tx, clinicId)
  if (encounters.length === 0) return []
  const policy = await policyToday(tx, clinicId, nowMs)
  return encounters.flatMap((encounter) => {
    const facts = alarmFacts(encounter, policy)
    const stage = alarmStage(facts, nowMs)
    if (stage === null || !isCalled(actor, stage, encounter.practitionerId)) return []
    const { appointment, needleAlarms } = encounter
    const quiet = isAnswered(facts, nowMs)
    return {
      encounterId: encounter.id,
      appointmentId: readsClinical(actor) ? appointment.id : null,
      patientName: appointment.patient.name,
      roomName: appointment.place.room.name,
      practitionerName: appointment.practitioner.name,
      dueIso: new Date(facts.dueMs).toISOString(),
      ...{ stage, quiet, goingByName: quiet ? (needleAlarms[0]?.goingByName ?? null) : null },
    }
  })
}
