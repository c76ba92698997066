import fc from 'fast-check'

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const ORDINALS = ['', '', '', '1', '2', '5', '-1', '-2']

const part = (name: string, values: readonly (string | number)[]): string =>
  values.length === 0 ? '' : `;${name}=${values.join()}`

const some = <T>(values: readonly T[], maxLength: number): fc.Arbitrary<T[]> =>
  fc.oneof(fc.constant<T[]>([]), fc.subarray([...values], { minLength: 1, maxLength }))

const monthDays = some([1, 2, 13, 15, 28, 29, 30, 31, -1, -2, -29, -31], 4)
const months = some([1, 2, 3, 4, 6, 10, 11, 12], 3)

const weekdays = (withOrdinals: boolean): fc.Arbitrary<string[]> =>
  some(WEEKDAYS, 4).chain((names) =>
    withOrdinals
      ? fc.tuple(...names.map((name) => fc.constantFrom(...ORDINALS).map((ordinal) => ordinal + name)))
      : fc.constant(names),
  )

export const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const

/** Texts of rules of one frequency: every part that clinics write, in every combination that RFC 5545 allows. */
export const ruleTextOf = (frequency: (typeof FREQUENCIES)[number]): fc.Arbitrary<string> =>
  fc
    .record({
      interval: fc.constantFrom('', '', ';INTERVAL=2', ';INTERVAL=3', ';INTERVAL=5'),
      count: fc.oneof(
        fc.constant(''),
        fc.integer({ min: 1, max: 12 }).map((count) => `;COUNT=${count}`),
      ),
      weekStart: fc.constantFrom('', '', ';WKST=SU', ';WKST=WE'),
      months,
      monthDays: frequency === 'WEEKLY' ? fc.constant([]) : monthDays,
      weekdays: weekdays(frequency === 'MONTHLY' || frequency === 'YEARLY'),
      positions: some(frequency === 'DAILY' ? [1, -1] : [1, 2, 3, -1, -2], 2),
    })
    .map((given) => {
      const by = part('BYMONTH', given.months) + part('BYMONTHDAY', given.monthDays) + part('BYDAY', given.weekdays)
      const positions = by === '' ? '' : part('BYSETPOS', given.positions)
      return `FREQ=${frequency}${given.interval}${given.count}${given.weekStart}${by}${positions}`
    })

export const ruleText: fc.Arbitrary<string> = fc.constantFrom(...FREQUENCIES).chain(ruleTextOf)
