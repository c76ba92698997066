/** Whose a task is that names no practitioner: nobody's does not exist. */
export type TaskOwner = 'practitioner' | 'on-duty' | 'desk' | 'treating'

/** What whoever is on duty has to take at once. */
const ON_DUTY: readonly string[] = ['answer-emergency']

/** What the desk looks after when no practitioner is named. */
const DESK: readonly string[] = [
  'visit-to-move',
  'allow-visit',
  'visit-not-allowed',
  'message-not-delivered',
  'message-received',
  'call-patient',
  'wrong-person',
  'recall-to-tell',
  'lot-to-check',
  'answer-concerning',
  'answer-unclear',
  'no-answer',
]

export interface OwnedTask {
  readonly kind: string
  /** Null also when whoever it was has left. */
  readonly practitionerId: string | null
  /** It rings until somebody takes it. */
  readonly rings: boolean
}

/** Whose a task is: always somebody's. What rings is of whoever is on duty, also when it names a practitioner. */
export const ownerOf = ({ kind, practitionerId, rings }: OwnedTask): TaskOwner => {
  if (rings || ON_DUTY.includes(kind)) return 'on-duty'
  if (practitionerId !== null) return 'practitioner'
  return DESK.includes(kind) ? 'desk' : 'treating'
}

/**
 * Who is called by something that rings: those on duty at first, then everybody who works here; and again, with the owner, when
 * whoever took it has not closed it.
 */
export const CALL_STAGES = ['on-duty', 'everyone', 'again'] as const
export type CallStage = (typeof CALL_STAGES)[number]

export interface Call {
  /** Until when somebody has to have taken it. */
  readonly dueMs: number
  /** Until when whoever took it closes it; null: nobody has taken it. */
  readonly closeByMs: number | null
}

/** How far a call goes now; null: somebody looks after it, and it is silent. */
export const callStage = ({ dueMs, closeByMs }: Call, nowMs: number): CallStage | null => {
  if (closeByMs !== null) return nowMs < closeByMs ? null : 'again'
  return nowMs < dueMs ? 'on-duty' : 'everyone'
}

export interface Called {
  readonly atTheDesk: boolean
  readonly clinicalLead: boolean
  /** It is their visit. */
  readonly treated: boolean
  readonly ownsClinic: boolean
}

/** Whether a call has reached somebody. */
export const isCalledAt = (stage: CallStage, { atTheDesk, clinicalLead, treated, ownsClinic }: Called): boolean =>
  stage === 'everyone' || atTheDesk || clinicalLead || treated || (stage === 'again' && ownsClinic)
