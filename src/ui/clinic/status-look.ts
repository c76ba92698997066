import type { AppointmentStatus } from '#domain/appointment/transitions.ts'
import type { IconName } from '../kit/Icon.tsx'

interface StatusLook {
  /** Its word is `visit.status.<key>`. */
  key: string
  icon: IconName
  tone: 'quiet' | 'plain' | 'accent' | 'due' | 'done'
}

/** How each state of a visit looks and what it is called; the colour never says it alone. */
export const statusLooks = {
  proposed: { key: 'proposed', icon: 'clock', tone: 'due' },
  booked: { key: 'booked', icon: 'ring', tone: 'plain' },
  arrived: { key: 'arrived', icon: 'person', tone: 'accent' },
  'checked-in': { key: 'checkedIn', icon: 'door', tone: 'accent' },
  fulfilled: { key: 'fulfilled', icon: 'check', tone: 'done' },
  cancelled: { key: 'cancelled', icon: 'slash', tone: 'quiet' },
  noshow: { key: 'noshow', icon: 'close', tone: 'quiet' },
  'entered-in-error': { key: 'enteredInError', icon: 'slash', tone: 'quiet' },
} as const satisfies Readonly<Record<AppointmentStatus, StatusLook>>
