import { dayNumberOf } from './calendar-date.ts'
import { DAY_MS, MINUTE_MS, meaningOf, offsetTableOf } from './zone.ts'

/** A moment as somebody typed it: a date and minutes past its midnight, 1440 being the midnight after it. */
export interface WallMoment {
  readonly date: string
  readonly minute: number
}

const meaningOfMoment = ({ date, minute }: WallMoment, zone: string) =>
  meaningOf(dayNumberOf(date) * DAY_MS + minute * MINUTE_MS, offsetTableOf(zone))

/** Whether the wall shows a typed moment twice, because the clock is put back over it; midnight is a day's one beginning. */
export const comesTwice = (moment: WallMoment, zone: string): boolean =>
  moment.minute % 1440 !== 0 && meaningOfMoment(moment, zone).kind === 'two'

/**
 * The instant of a typed moment, or null where the wall never shows it because the clock is put forward over it. Midnight
 * is the beginning of a day, whenever that is (C8). Of a time that the wall shows twice it is the first showing for what
 * begins and the second for what ends, so that both are inside.
 */
export const momentMs = (moment: WallMoment, zone: string, edge: 'begins' | 'ends'): number | null => {
  const meaning = meaningOfMoment(moment, zone)
  if (meaning.kind === 'gap') return moment.minute % 1440 === 0 ? meaning.resumesMs : null
  return meaning.kind === 'two' && edge === 'ends' ? meaning.laterMs : meaning.ms
}
