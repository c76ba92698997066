import type { NeededPool } from '#domain/appointment/booking-facts.ts'
import { type Attendant, answers, needsAttendant, type PatientNeed } from '#domain/appointment/needs.ts'

export interface RawDevice {
  readonly id: string
  readonly kind: string
}

export interface RawAttendant extends Attendant {
  readonly id: string
}

interface Help {
  readonly kinds: readonly string[]
  readonly needs: readonly PatientNeed[]
  readonly devices: readonly RawDevice[]
  readonly attendants: readonly RawAttendant[]
}

const idsOf = (things: readonly { readonly id: string }[]): string[] => things.map(({ id }) => id)

/** What a visit needs one of: a device of each kind of its service, an attendant for each need of its patient. */
export const poolsOf = ({ kinds, needs, devices, attendants }: Help) => [
  ...[...new Set(kinds)].map((kind) => ({
    needed: { what: 'device', kind } satisfies NeededPool['needed'],
    candidateIds: idsOf(devices.filter((device) => device.kind === kind)),
  })),
  ...needs.filter(needsAttendant).map((need) => ({
    needed: { what: 'attendant', need } satisfies NeededPool['needed'],
    candidateIds: idsOf(attendants.filter((attendant) => answers(attendant, need))),
  })),
]
