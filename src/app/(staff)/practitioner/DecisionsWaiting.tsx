'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '../../providers/trpc.ts'
import classes from './record.module.css'

/** On the day of a clinical lead: that somebody under supervision cannot go on before they sign. */
export const DecisionsWaiting = () => {
  const t = useTranslations('contraindication.waiting')
  const trpc = useTRPC()
  const isLead = useQuery(trpc.session.current.queryOptions()).data?.clinicalLead ?? false
  const { data } = useQuery(trpc.contraindication.waiting.queryOptions({}, { enabled: isLead }))
  const count = data?.decisions.filter(({ mine }) => !mine).length ?? 0
  if (count === 0) return null
  return (
    <Link href="/settings/contraindications" prefetch={false} className={classes.waits}>
      {t('link', { count })}
    </Link>
  )
}
