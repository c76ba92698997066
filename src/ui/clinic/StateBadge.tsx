'use client'

import { useTranslations } from 'use-intl/react'
import type { AppointmentStatus } from '#domain/appointment/transitions.ts'
import { Icon } from '../kit/Icon.tsx'
import classes from './clinic.module.css'
import { statusLooks } from './status-look.ts'

/** The state of a visit as sign and word. */
export const StateBadge = ({ status }: { status: AppointmentStatus }) => {
  const t = useTranslations('visit.status')
  const look = statusLooks[status]
  return (
    <span className={classes.badge} data-tone={look.tone} data-status={status}>
      <Icon name={look.icon} size={14} />
      {t(look.key)}
    </span>
  )
}
