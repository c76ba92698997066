import { type Away, awayDuring } from '#domain/appointment/attendant-away.ts'
import type { BusyInterval, NeededPool } from '#domain/appointment/booking-facts.ts'
import { type Attendant, answers, needsAttendant, type PatientNeed } from '#domain/appointment/needs.ts'

export interface RawDevice {
  readonly id: string
  readonly kind: string
}

export interface RawAttendant extends Attendant, Away {
  readonly id: string
}

interface Help {
  readonly kinds: readonly string[]
  readonly needs: readonly PatientNeed[]
  readonly devices: readonly RawDevice[]
  readonly attendants: readonly RawAttendant[]
  /** Of the place where they would be. */
  readonly zone: string
}

/** Like a visit that is nobody's: it stands in everybody's way. */
const awayOf = (attendant: Away, zone: string): BusyInterval[] => {
  const away = awayDuring(attendant, zone)
  return away === null ? [] : [{ ...away, appointmentId: null }]
}

/** What a visit needs one of: a device of each kind of its service, an attendant for each need of its patient. */
export const poolsOf = ({ kinds, needs, devices, attendants, zone }: Help) => [
  ...[...new Set(kinds)].map((kind) => ({
    needed: { what: 'device', kind } satisfies NeededPool['needed'],
    candidates: devices.filter((device) => device.kind === kind).map(({ id }) => ({ id, away: [] })),
  })),
  ...needs.filter(needsAttendant).map((need) => ({
    needed: { what: 'attendant', need } satisfies NeededPool['needed'],
    candidates: attendants
      .filter((attendant) => answers(attendant, need))
      .map((attendant) => ({ id: attendant.id, away: awayOf(attendant, zone) })),
  })),
]
