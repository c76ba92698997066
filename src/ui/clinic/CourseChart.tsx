'use client'

import { useTranslations } from 'use-intl/react'
import { localDateOf } from '#domain/time/zone.ts'
import { LineChart } from '#ui/kit/chart/LineChart.tsx'
import { formatDate, type TimeContext } from '#words/time.ts'

interface CoursePoint {
  readonly atIso: string
  readonly value: number
  /** The patient said it, so long after a visit. */
  readonly afterDays: number | null
  /** At the end of a visit. */
  readonly isAfter: boolean
}

interface CourseChartProps {
  course: {
    readonly kind: 'pain' | 'activity'
    /** An activity in the patient's words. */
    readonly title: string
    readonly target: number | null
    readonly points: readonly CoursePoint[]
  }
  place: TimeContext
}

/** One course of numbers as a line, with a table for who does not see it. */
export const CourseChart = ({ course: { kind, title, target, points }, place }: CourseChartProps) => {
  const t = useTranslations('outcome.course')
  return (
    <LineChart
      label={kind === 'pain' ? t('pain') : t('activity', { what: title })}
      max={10}
      points={points.map(({ atIso, value, afterDays, isAfter }) => {
        const day = formatDate(localDateOf(Date.parse(atIso), place.zone), place.locale)
        return {
          value,
          label: afterDays !== null ? t('after', { day, days: afterDays }) : t(isAfter ? 'atEnd' : 'visit', { day }),
        }
      })}
      {...(target !== null && { target: { value: target, words: t('target', { target }) } })}
      heads={[t('date'), t('value')]}
    />
  )
}
