'use client'

import { useTranslations } from 'use-intl/react'
import { localDateOf } from '#domain/time/zone.ts'
import { LineChart } from '#ui/kit/LineChart.tsx'
import { formatDate, type TimeContext } from '#words/time.ts'

interface CourseChartProps {
  course: {
    readonly kind: 'pain' | 'activity'
    /** An activity in the patient's words. */
    readonly title: string
    readonly target: number | null
    /** `afterDays`: the patient said it, so long after a visit. */
    readonly points: readonly { readonly atIso: string; readonly value: number; readonly afterDays: number | null }[]
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
      points={points.map(({ atIso, value, afterDays }) => {
        const day = formatDate(localDateOf(Date.parse(atIso), place.zone), place.locale)
        return {
          value,
          label: afterDays === null ? t('visit', { day }) : t('after', { day, days: afterDays }),
        }
      })}
      {...(target !== null && { target: { value: target, words: t('target', { target }) } })}
      heads={[t('date'), t('value')]}
    />
  )
}
