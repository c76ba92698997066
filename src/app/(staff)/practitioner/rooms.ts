import type { Card } from './card-of.ts'

/** A room as it is now: who is in it, and who comes next. */
export interface RoomNow {
  readonly name: string
  readonly inside: readonly Card[]
  readonly next: Card | null
}

const isInside = ({ status, needlesIn }: Card): boolean => status === 'checked-in' || needlesIn > 0
const comes = ({ status }: Card): boolean => status === 'booked' || status === 'arrived'

/** Every room with visits today: those with needles in first, then those in use, then by name. */
export const roomsNow = (cards: readonly Card[]): RoomNow[] => {
  const names = [...new Set(cards.map(({ visit }) => visit.roomName))].sort((a, b) => a.localeCompare(b))
  const rooms = names.map((name) => {
    const there = cards.filter(({ visit }) => visit.roomName === name)
    const next = there.filter(comes).toSorted((a, b) => a.startMs - b.startMs)[0] ?? null
    return { name, inside: there.filter(isInside), next }
  })
  const rank = ({ inside }: RoomNow): number =>
    inside.some(({ needlesIn }) => needlesIn > 0) ? 0 : inside.length > 0 ? 1 : 2
  return rooms.toSorted((a, b) => rank(a) - rank(b))
}
