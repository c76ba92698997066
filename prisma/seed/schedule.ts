import type { Prisma } from '#db/generated/client.ts'
import { locationId } from './clinic.ts'
import { practitionerId, practitionerKeys, practitioners } from './people.ts'
import { addDays, asDate, type SeedScope, wallMs } from './scope.ts'

const EVERY_WORKING_DAY = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA'
const OPENS_MINUTE = 7 * 60 + 30
const CLOSES_MINUTE = 20 * 60

/** The clinic is open around everybody's hours; its rooms are there whenever it is. */
export const workingHoursRows = (scope: SeedScope): Prisma.WorkingHoursCreateManyInput[] => {
  const row = { clinicId: scope.clinicId, locationId: locationId(scope), rule: EVERY_WORKING_DAY }
  const validity = { validFrom: asDate('2020-01-01'), validUntil: null }
  return [
    {
      ...row,
      ...validity,
      id: scope.id('working-hours', 'location'),
      startMinute: OPENS_MINUTE,
      endMinute: CLOSES_MINUTE,
    },
    ...practitionerKeys.flatMap((key) =>
      practitioners[key].hours.map(([startMinute, endMinute]) => ({
        ...row,
        ...validity,
        id: scope.id('working-hours', `${key} ${startMinute}`),
        practitionerId: practitionerId(scope, key),
        startMinute,
        endMinute,
      })),
    ),
  ]
}

/** Public holidays of Berlin that fall on the same date every year. */
const HOLIDAYS = [
  ['01-01', "New Year's Day"],
  ['05-01', 'May Day'],
  ['10-03', 'Day of German Unity'],
  ['12-25', 'Christmas Day'],
  ['12-26', 'Boxing Day'],
] as const

/** The demo's visits reach two weeks ahead; the next holiday shown lies behind them. */
const AFTER_DAYS = 15

export const scheduleExceptionRows = (scope: SeedScope): Prisma.ScheduleExceptionCreateManyInput[] => {
  const after = addDays(scope.demoDate, AFTER_DAYS)
  const year = Number(scope.demoDate.slice(0, 4))
  const coming = [year, year + 1]
    .flatMap((of) => HOLIDAYS.map(([day, reason]) => ({ date: `${of}-${day}`, reason })))
    .filter(({ date }) => date >= after)
    .slice(0, 2)
  return coming.map(({ date, reason }) => ({
    clinicId: scope.clinicId,
    id: scope.id('schedule-exception', date),
    locationId: locationId(scope),
    kind: 'closed',
    startsAt: new Date(wallMs(date, 0)),
    endsAt: new Date(wallMs(addDays(date, 1), 0)),
    reason,
  }))
}
