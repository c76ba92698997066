'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { Icon } from '#ui/kit/Icon.tsx'
import { useTRPC } from '../../providers/trpc.ts'
import classes from './my-day.module.css'

interface AheadOfVisitProps {
  appointmentId: string
  /** The day that is shown, `YYYY-MM-DD`. */
  date: string
}

/** On one's own day: what the patient of a visit said beforehand that one should know before they come in. */
export const AheadOfVisit = ({ appointmentId, date }: AheadOfVisitProps) => {
  const t = useTranslations('ahead.visit')
  const trpc = useTRPC()
  const { data } = useQuery(trpc.answersAhead.raised.queryOptions({ date }))
  const said = data?.visits.find((visit) => visit.appointmentId === appointmentId)
  if (said === undefined) return null
  const { raised } = said
  return (
    <span className={classes.ahead} data-raised={raised.length > 0}>
      <Icon name={raised.length > 0 ? 'alert' : 'info'} size={16} />
      {raised.length > 0 ? t('raised', { what: raised.join(', ') }) : t('nothingRaised')}
    </span>
  )
}
