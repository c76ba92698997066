import type { PlaceName } from './clinic.ts'
import type { PractitionerKey } from './people.ts'
import type { ServiceCode } from './services.ts'

/** One place in the week where a visit can stand. Slots of a day never collide, whichever of them are filled. */
export interface DaySlot {
  readonly practitioner: PractitionerKey
  readonly service: ServiceCode
  /** Wall-clock minutes from midnight. */
  readonly startMinute: number
  readonly place: PlaceName
  /** On the day the demo shows: who comes, or 'next' for whoever's turn it is, or 'free'. */
  readonly onDemoDay: string
}

const at = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

const slot = (
  practitioner: PractitionerKey,
  time: string,
  service: ServiceCode,
  place: PlaceName,
  onDemoDay: string,
): DaySlot => ({ practitioner, startMinute: at(time), service, place, onDemoDay })

/**
 * A whole day: Ana has Room 1, Mei Room 2, Ben the group room; at noon and in the evening, when the rooms are empty,
 * Ben treats two people in a stagger. Whatever day it is, Ana keeps time free for somebody who calls.
 */
export const fullDay: readonly DaySlot[] = [
  slot('ana', '08:00', 'dry-needling-45', 'Room 1', 'next'),
  slot('mei', '08:00', 'first-visit-60', 'Room 2', 'smith'),
  slot('ana', '09:00', 'dry-needling-45', 'Room 1', 'maria-1'),
  slot('ben', '09:00', 'acupuncture-group-45', 'Group 1', 'next'),
  slot('mei', '09:15', 'dry-needling-superficial-30', 'Room 2', 'next'),
  slot('ben', '09:15', 'acupuncture-group-45', 'Group 2', 'suryani'),
  slot('ben', '09:30', 'acupuncture-group-45', 'Group 3', 'baumgaertner'),
  slot('ben', '09:45', 'acupuncture-group-45', 'Group 4', 'free'),
  slot('mei', '10:00', 'dry-needling-superficial-30', 'Room 2', 'free'),
  slot('mei', '10:45', 'dry-needling-superficial-30', 'Room 2', 'maria-2'),
  slot('ben', '10:45', 'acupuncture-group-45', 'Group 1', 'free'),
  slot('ana', '11:00', 'electro-needling-45', 'Room 1', 'next'),
  slot('mei', '11:30', 'without-needling-30', 'Room 2', 'free'),
  slot('ben', '12:00', 'acupuncture-60', 'Room 1', 'husseini'),
  slot('ben', '12:30', 'acupuncture-60', 'Room 2', 'yamada'),
  slot('ana', '13:30', 'first-visit-60', 'Room 1', 'okonkwo'),
  slot('mei', '14:00', 'dry-needling-superficial-30', 'Room 2', 'next'),
  slot('ana', '14:30', 'dry-needling-45', 'Room 1', 'shevchenko'),
  slot('mei', '14:45', 'dry-needling-superficial-30', 'Room 2', 'free'),
  slot('ben', '15:00', 'acupuncture-group-45', 'Group 1', 'next'),
  slot('ben', '15:15', 'acupuncture-group-45', 'Group 2', 'hohenstein'),
  slot('mei', '15:30', 'without-needling-30', 'Room 2', 'next'),
  slot('mei', '16:15', 'dry-needling-superficial-30', 'Room 2', 'free'),
  slot('ana', '16:30', 'dry-needling-45', 'Room 1', 'gross'),
  slot('ben', '17:15', 'acupuncture-60', 'Room 2', 'next'),
  slot('ben', '17:45', 'acupuncture-60', 'Room 1', 'free'),
]

/** A visit of the demo day that was called off this morning: its time is free again. */
export const calledOff: DaySlot = slot('ana', '10:00', 'dry-needling-45', 'Room 1', 'berg')

/** Who has a fixed visit on the demo day. Nobody gives them another one shortly before it. */
export const expectedOnDemoDay: ReadonlySet<string> = new Set(
  [...fullDay, calledOff].map((each) => each.onDemoDay).filter((who) => who !== 'next' && who !== 'free'),
)
