import type { AppointmentStatus } from '#domain/appointment/transitions.ts'
import type { TimeOffer } from '#ui/clinic/times/time-offer.ts'
import type { Standing } from './refusal/refused.ts'

export interface Person {
  readonly id: string
  readonly name: string
  readonly birthDate: string | null
}

/** A time somebody wishes for, typed or pressed in the calendar; whether it is possible is asked. */
export interface Wish {
  readonly startMs: number
  readonly practitionerId: string | null
}

/** A visit that is being moved: it keeps its patient, service and areas. */
export interface Moving {
  readonly appointmentId: string
  readonly expectedVersion: number
  readonly startMs: number
  readonly practitionerId: string
  readonly status: AppointmentStatus
  /** What somebody else has made of it meanwhile, where that is known and not looked at yet. */
  readonly changed: Standing | null
}

/** The four questions of a visit, as far as they are answered. */
export interface Draft {
  /** The same however it is answered; the time held for it and the draft put aside have it too. '' until it is begun. */
  readonly id: string
  /** One intention, one id: pressed twice it books once. */
  readonly requestId: string
  readonly patient: Person | null
  readonly serviceId: string | null
  readonly needling: boolean
  readonly areaIds: readonly string[]
  readonly areasUndecided: boolean
  /** null: any practitioner. */
  readonly practitionerId: string | null
  /** A legal time that was taken. */
  readonly chosen: TimeOffer | null
  readonly wish: Wish | null
  readonly moving: Moving | null
  /** The task in which somebody asked for this visit to be allowed. */
  readonly taskId: string | null
}

export type Answer = Partial<Omit<Draft, 'id' | 'requestId' | 'moving'>>

export const emptyDraft = (requestId: string): Draft => ({
  id: requestId,
  requestId,
  patient: null,
  serviceId: null,
  needling: false,
  areaIds: [],
  areasUndecided: false,
  practitionerId: null,
  chosen: null,
  wish: null,
  moving: null,
  taskId: null,
})

/** Another answer makes another intention: its own id, and a time that was taken before is asked for again. */
export const answered = (draft: Draft, answer: Answer, requestId: string): Draft => {
  // another person or service is not what the task asked for
  const taskId = 'patient' in answer || 'serviceId' in answer ? null : draft.taskId
  const next = { ...draft, taskId, ...answer, requestId, id: draft.id === '' ? requestId : draft.id }
  if (!next.needling) return { ...next, areaIds: [], areasUndecided: false, ...timeAfter(draft, answer) }
  return { ...next, ...timeAfter(draft, answer) }
}

const timeAfter = (draft: Draft, answer: Answer): Pick<Draft, 'chosen' | 'wish'> => {
  if ('chosen' in answer) return { chosen: answer.chosen ?? null, wish: answer.wish ?? null }
  if ('wish' in answer) return { chosen: null, wish: answer.wish ?? null }
  const kept = draft.chosen ?? draft.wish
  // What was legal for other answers may not be now: it becomes a wish, and is checked.
  return { chosen: null, wish: kept && { startMs: kept.startMs, practitionerId: kept.practitionerId } }
}

/** A visit as the procedures ask for it; null while a question before "when" is open. */
export const wantedOf = (draft: Draft) => {
  const { id, patient, serviceId, needling, areaIds, areasUndecided, practitionerId, moving } = draft
  if (patient === null || serviceId === null) return null
  if (needling && areaIds.length === 0 && !areasUndecided && moving === null) return null
  return {
    patientId: patient.id,
    serviceId,
    areaIds: [...areaIds],
    areasUndecided,
    practitionerId,
    movingAppointmentId: moving?.appointmentId ?? null,
    // the time that is held for it is not in its way
    holdId: id === '' ? null : id,
  }
}

export type WantedVisit = NonNullable<ReturnType<typeof wantedOf>>

/** Whether there is anything in it that would be a pity to lose. */
export const isBegun = ({ patient, serviceId, areaIds }: Draft): boolean =>
  patient !== null || serviceId !== null || areaIds.length > 0
