import type { ExceptionRow } from '#features/schedule/schema.ts'
import { clockWords } from '#words/rule.ts'

type Stretch = Pick<ExceptionRow, 'from' | 'until' | 'wholeDays'>

interface Words {
  readonly dayText: (date: string) => string
  readonly daysText: (from: string, until: string) => string
}

/** When something is otherwise, as people say it: whole days as days, else with the times. */
export const stretchWords = ({ from, until, wholeDays }: Stretch, { dayText, daysText }: Words): string => {
  const oneDay = from.date === until.date
  if (wholeDays) return oneDay ? dayText(from.date) : daysText(dayText(from.date), dayText(until.date))
  if (oneDay) return `${dayText(from.date)} ${clockWords(from.minute)}–${clockWords(until.minute)}`
  return daysText(
    `${dayText(from.date)} ${clockWords(from.minute)}`,
    `${dayText(until.date)} ${clockWords(until.minute)}`,
  )
}
