'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { NotYet } from '../../../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../../../providers/trpc.ts'
import { RecordRead } from '../../../RecordRead.tsx'
import classes from './note.module.css'

/** The record of the patient's visit before this one, to be read while the new one is written. */
export const LastVisit = ({ encounterId }: { encounterId: string | null }) => {
  const t = useTranslations('note.last')
  return (
    <aside className={classes.last} aria-labelledby="last-visit-title">
      <h3 id="last-visit-title" className={classes.lastTitle}>
        {t('title')}
      </h3>
      {encounterId === null ? <p className={classes.hint}>{t('none')}</p> : <LastRecord encounterId={encounterId} />}
    </aside>
  )
}

const LastRecord = ({ encounterId }: { encounterId: string }) => {
  const trpc = useTRPC()
  // each reading is written down: once a visit is enough
  const record = useQuery(
    trpc.clinicalNote.record.queryOptions({ encounterId }, { staleTime: Number.POSITIVE_INFINITY }),
  )
  if (record.data !== undefined) return <RecordRead record={record.data} />
  return <NotYet query={record} rows={3} />
}
