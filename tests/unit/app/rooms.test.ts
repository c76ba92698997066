import { expect, it } from 'vitest'
import type { DayVisit } from '#features/encounter/schema.ts'
import type { Card } from '../../../src/app/(staff)/practitioner/card-of.ts'
import { roomsNow } from '../../../src/app/(staff)/practitioner/rooms.ts'

const card = (roomName: string, hour: number, status: Card['status'], needlesIn = 0): Card => ({
  visit: { roomName, appointmentId: `${roomName} ${hour}` } as DayVisit,
  status,
  startMs: hour,
  endMs: hour + 1,
  needlesIn,
  needlesDueOutMs: null,
})

it('shows who assists all rooms, those with needles in first, then who is inside and who comes next', () => {
  const rooms = roomsNow([
    card('Room 1', 9, 'fulfilled'),
    card('Room 1', 11, 'booked'),
    card('Room 1', 10, 'arrived'),
    card('Room 2', 9, 'checked-in'),
    card('Room 3', 9, 'checked-in', 4),
  ])
  expect(rooms.map(({ name, inside, next }) => [name, inside.length, next?.startMs ?? null])).toEqual([
    ['Room 3', 1, null],
    ['Room 2', 1, null],
    ['Room 1', 0, 10],
  ])
})
