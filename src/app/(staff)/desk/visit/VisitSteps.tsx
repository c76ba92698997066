'use client'

import { useTranslations } from 'use-intl/react'
import type { AppointmentStatus } from '#domain/appointment/transitions.ts'
import { StateBadge } from '#ui/clinic/StateBadge.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import classes from '../panel.module.css'

const COURSE = [
  ['booked', 'booked'],
  ['arrived', 'arrived'],
  ['checked-in', 'checkedIn'],
  ['fulfilled', 'fulfilled'],
] as const

/** How far a visit has come: Booked ▸ Arrived ▸ In room ▸ Done; off that way, its state alone. */
export const VisitSteps = ({ status }: { status: AppointmentStatus }) => {
  const t = useTranslations('visit.status')
  const tDesk = useTranslations('desk.visit')
  const at = COURSE.findIndex(([step]) => step === status)
  if (at === -1) return <StateBadge status={status} />
  return (
    <ol className={classes.course} aria-label={tDesk('state')}>
      {COURSE.map(([step, word], index) => (
        <li key={step} data-passed={index < at} aria-current={index === at ? 'step' : undefined}>
          {index < at ? <Icon name="check" size={14} /> : null}
          {t(word)}
        </li>
      ))}
    </ol>
  )
}
