'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '../../providers/trpc.ts'
import classes from './record.module.css'

const SHOWN = 100

/** On the day of whoever supervises: that notes wait for their name. */
export const CoSignWaiting = () => {
  const t = useTranslations('note.cosign')
  const trpc = useTRPC()
  const { data } = useQuery(trpc.clinicalNote.toCosign.queryOptions({ limit: SHOWN }))
  const count = data?.notes.length ?? 0
  if (count === 0) return null
  return (
    <Link href="/practitioner/co-sign" prefetch={false} className={classes.waits}>
      {t('link', { count })}
    </Link>
  )
}
