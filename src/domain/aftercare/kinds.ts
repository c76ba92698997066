/** Everything that is sent. A kind has its composer, its rule in `sending.ts` and its place in PostgreSQL's list. */
export const MESSAGE_KINDS = [
  'aftercare',
  'removal',
  'consent-copy',
  'check-in',
  'appointment-confirmed',
  'appointment-changed',
  'appointment-cancelled',
  'appointment-reminder',
  'forms',
  'appointment-missed',
  'practitioner-away',
  'staff-alert',
  'recall',
] as const
export type MessageKind = (typeof MESSAGE_KINDS)[number]

/**
 * What somebody can ask not to get any more, each for itself: care after a visit, or what is around visits. Null: what was
 * asked for by the act itself, the copy of what was signed, an alert to who works here; that is never stopped.
 */
export type MessagePurpose = 'care' | 'visits'

const PURPOSES: Readonly<Record<MessageKind, MessagePurpose | null>> = {
  aftercare: 'care',
  removal: 'care',
  'check-in': 'care',
  'consent-copy': null,
  'appointment-confirmed': 'visits',
  'appointment-changed': 'visits',
  'appointment-cancelled': 'visits',
  'appointment-reminder': 'visits',
  forms: 'visits',
  'appointment-missed': 'visits',
  'practitioner-away': 'visits',
  'staff-alert': null,
  // what may concern somebody's health is told whatever else they stopped
  recall: null,
}

export const purposeOf = (kind: MessageKind): MessagePurpose | null => PURPOSES[kind]

/** Kinds of which a person is called when they reach nobody: waiting would harm, or cost a journey for nothing. */
const MATTERS: readonly MessageKind[] = [
  'aftercare',
  'removal',
  'check-in',
  'appointment-changed',
  'appointment-cancelled',
  'practitioner-away',
]

export const mattersWhenUnreached = (kind: MessageKind): boolean => MATTERS.includes(kind)

export const isMessageKind = (kind: string): kind is MessageKind => MESSAGE_KINDS.some((one) => one === kind)
