import { z } from 'zod'
import { MOST_VISITS } from '#domain/appointment/visit-series.ts'
import { typedText } from '#lib/text.ts'
import { booked, daysBetween, instant, offeredTime, start, tell, wantedShape } from './schema.ts'

const { movingAppointmentId: _move, hereNow: _now, ...seriesWantedShape } = wantedShape
const LONGEST_SERIES_DAYS = 400
const seriesShape = {
  ...seriesWantedShape,
  /** The starts of the visits, each a visit of its own once it is booked. */
  startIsos: z
    .array(start)
    .min(1)
    .max(MOST_VISITS)
    .transform((starts) => starts.toSorted())
    .refine((starts) => daysBetween(starts[0] ?? '', starts.at(-1) ?? '') <= LONGEST_SERIES_DAYS),
}
export const checkSeriesInput = z.strictObject(seriesShape)
const clash = { reasons: z.array(z.string()), sentences: z.array(z.string()) }
export const checkedSeries = z.object({
  visits: z.array(
    z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), startIso: instant, practitionerId: z.uuid(), practitionerName: z.string() }),
      /** `instead`: the next legal time on or after that day, nearest to the time of day. */
      z.object({ ok: z.literal(false), startIso: instant, ...clash, instead: offeredTime.nullable() }),
    ]),
  ),
})

export const bookSeriesInput = z.strictObject({
  requestId: z.uuid(),
  ...seriesShape,
  comment: typedText().trim().max(1000).nullable().default(null),
  onClash: z.enum(['refuse', 'skip']),
  tell,
})
export const bookedSeries = z.object({
  visits: z.array(booked.omit({ warnings: true })),
  skipped: z.array(z.object({ startIso: instant, ...clash })),
})
