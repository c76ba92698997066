import { z } from 'zod'

/** Whether a database and a letter can hold it: no NUL, and no half of a character. */
const canBeKept = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed()

/** Text that a person typed; the caller says how long it may be. */
export const typedText = () => z.string().refine(canBeKept)

const EARLIEST_YEAR = 1900
const LATEST_YEAR = 2200

/** A day `YYYY-MM-DD` that somebody living may mean. */
export const typedDate = () =>
  z.iso.date().refine((date) => {
    const year = Number(date.slice(0, 4))
    return year >= EARLIEST_YEAR && year <= LATEST_YEAR
  })
