'use client'

import { useTranslations } from 'use-intl/react'
import { CheckField, TextField } from '#ui/kit/Field.tsx'
import kit from '#ui/kit/kit.module.css'
import { monthDayWords, placeWords, weekdayName } from '#words/rule-parts.ts'
import edit from '../../keeping/edit.module.css'
import { FieldFault, NumberField, SelectField } from '../../keeping/fields.tsx'
import { DatesField } from './DatesField.tsx'
import classes from './hours.module.css'
import { type HoursDraft, type HoursField, type HoursProblem, PATTERNS, type Pattern } from './hours-draft.ts'
import { capitalised, useHoursWords } from './use-hours-words.ts'

interface FieldsProps {
  draft: HoursDraft
  change: (part: Partial<HoursDraft>) => void
  problemAt: (field: HoursField) => HoursProblem | undefined
  faultAt: (field: string) => string | undefined
  nowMs: number
}

const WORDS = {
  weekly: 'weekly',
  'monthly-day': 'monthlyDay',
  'monthly-weekday': 'monthlyWeekday',
  daily: 'daily',
  other: 'other',
} as const satisfies Readonly<Record<Pattern, string>>

const useProblemWords = () => {
  const t = useTranslations('schedule.field')
  const fault = useTranslations('schedule.fault')
  return (problem: HoursProblem | undefined, field?: HoursField): string | undefined => {
    if (problem === undefined) return undefined
    if (field === 'rule') return fault('no-dates')
    if (problem === 'number') return t('needsNumber', { min: 1, max: 9999 })
    return { day: t('needsDay'), times: t('needsTimes'), date: t('needsDate') }[problem]
  }
}

/** How often, on which days, from when to when. */
export const HoursFields = (props: FieldsProps) => {
  const { draft, change, problemAt, faultAt } = props
  const t = useTranslations('schedule.field')
  const said = useProblemWords()
  const patterns: readonly Pattern[] = draft.pattern === 'other' ? ['other', ...PATTERNS] : PATTERNS
  return (
    <>
      <SelectField
        label={t('pattern')}
        value={draft.pattern}
        error={said(problemAt('rule'), 'rule') ?? faultAt('rule')}
        onChange={(value) => change({ pattern: patterns.find((one) => one === value) ?? 'weekly' })}
        choices={patterns.map((value) => ({ value, label: t(WORDS[value]) }))}
      />
      <Days {...props} />
      <div className={edit.pair}>
        <TextField
          label={t('fromTime')}
          type="time"
          required
          value={draft.from}
          error={said(problemAt('times'))}
          onChange={({ currentTarget }) => change({ from: currentTarget.value })}
        />
        <TextField
          label={t('toTime')}
          type="time"
          required
          value={draft.to}
          onChange={({ currentTarget }) => change({ to: currentTarget.value })}
        />
      </div>
      {draft.from !== '' && draft.to !== '' && draft.to <= draft.from ? (
        <p className={edit.quiet}>{t('overnight')}</p>
      ) : null}
      <FieldFault>{faultAt('endMinute')}</FieldFault>
    </>
  )
}

const Days = ({ draft, change, problemAt, nowMs }: FieldsProps) => {
  const t = useTranslations('schedule.field')
  const said = useProblemWords()
  const { context, locale } = useHoursWords(nowMs)
  const interval = (
    <NumberField
      label={t('interval')}
      hint={t(`intervalHint.${draft.pattern === 'daily' || draft.pattern === 'weekly' ? draft.pattern : 'monthly'}`)}
      min={1}
      value={draft.interval}
      error={said(problemAt('interval'))}
      onChange={(value) => change({ interval: value })}
    />
  )
  const weekdays = [0, 1, 2, 3, 4, 5, 6]
  if (draft.pattern === 'other') return null
  if (draft.pattern === 'daily') return interval
  if (draft.pattern === 'weekly') {
    return (
      <>
        <fieldset className={edit.checks}>
          <legend className={kit.label}>{t('weekdays')}</legend>
          <div className={classes.days}>
            {weekdays.map((weekday) => (
              <CheckField
                key={weekday}
                label={weekdayName(weekday, context)}
                checked={draft.weekdays.includes(weekday)}
                onChange={({ currentTarget: { checked } }) =>
                  change({
                    weekdays: weekdays.filter((one) => (one === weekday ? checked : draft.weekdays.includes(one))),
                  })
                }
              />
            ))}
          </div>
          <FieldFault>{said(problemAt('weekdays'))}</FieldFault>
        </fieldset>
        {interval}
      </>
    )
  }
  if (draft.pattern === 'monthly-day') {
    const monthDays = [...Array.from({ length: 31 }, (_, index) => index + 1), -1]
    return (
      <>
        <SelectField
          label={t('monthDay')}
          value={draft.monthDay}
          onChange={(monthDay) => change({ monthDay })}
          choices={monthDays.map((day) => ({ value: `${day}`, label: monthDayWords(day, context) }))}
        />
        {interval}
      </>
    )
  }
  return (
    <>
      <div className={edit.pair}>
        <SelectField
          label={t('place')}
          value={draft.place}
          onChange={(place) => change({ place })}
          choices={[1, 2, 3, 4, 5, -1].map((n) => ({
            value: `${n}`,
            label: capitalised(placeWords(n, context), locale),
          }))}
        />
        <SelectField
          label={t('weekday')}
          value={draft.weekday}
          onChange={(weekday) => change({ weekday })}
          choices={weekdays.map((weekday) => ({ value: `${weekday}`, label: weekdayName(weekday, context) }))}
        />
      </div>
      {interval}
    </>
  )
}

/** From which day until which, and the single days beside and without the rule. */
export const ValidityFields = ({ draft, change, problemAt, faultAt, nowMs }: FieldsProps) => {
  const t = useTranslations('schedule.field')
  const said = useProblemWords()
  return (
    <>
      <div className={edit.pair}>
        <TextField
          label={t('validFrom')}
          type="date"
          required
          value={draft.validFrom}
          error={said(problemAt('validFrom'))}
          onChange={({ currentTarget }) => change({ validFrom: currentTarget.value })}
        />
        <TextField
          label={t('validUntil')}
          type="date"
          min={draft.validFrom}
          value={draft.validUntil}
          error={faultAt('until')}
          onChange={({ currentTarget }) => change({ validUntil: currentTarget.value })}
        />
      </div>
      <p className={edit.quiet}>{`${t('validUntilHint')} ${t('validFromHint')}`}</p>
      {draft.count === '' ? null : (
        <NumberField
          label={t('count')}
          min={1}
          required={false}
          value={draft.count}
          error={said(problemAt('count'))}
          onChange={(count) => change({ count })}
        />
      )}
      <details open={draft.addedDates.length + draft.droppedDates.length > 0 ? true : undefined}>
        <summary className={classes.fold}>{t('singleDays')}</summary>
        <div className={edit.fields}>
          <DatesField
            label={t('added')}
            hint={t('addedHint')}
            dates={draft.addedDates}
            error={faultAt('addedDates')}
            nowMs={nowMs}
            onChange={(addedDates) => change({ addedDates })}
          />
          <DatesField
            label={t('dropped')}
            hint={t('droppedHint')}
            dates={draft.droppedDates}
            nowMs={nowMs}
            onChange={(droppedDates) => change({ droppedDates })}
          />
        </div>
      </details>
    </>
  )
}
