/** How much rang in a week. */
export interface AlarmWeek {
  readonly answers: number
  readonly alerts: number
  /** The most that rang of one practitioner's patients on one day. */
  readonly busiestDay: number
}

/** How many alarms a clinic holds to be bearable. */
export interface BearableAlarms {
  readonly mostAlarmsPerHundred: number
  readonly mostAlarmsPerDay: number
}

/** Of fewer answers nobody can tell how many of a hundred ring. */
const FEWEST_ANSWERS = 20

/** In what it rang more in a week than the clinic holds to be bearable: then the table of answers is to be looked at. */
export const tooManyAlarms = (
  { answers, alerts, busiestDay }: AlarmWeek,
  most: BearableAlarms,
): readonly ('perHundred' | 'perDay')[] => [
  ...(answers >= FEWEST_ANSWERS && alerts * 100 > most.mostAlarmsPerHundred * answers ? (['perHundred'] as const) : []),
  ...(busiestDay > most.mostAlarmsPerDay ? (['perDay'] as const) : []),
]
