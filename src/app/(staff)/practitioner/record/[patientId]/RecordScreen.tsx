'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { OpenedRecord } from '#features/break-glass/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import { formatDate, formatTime } from '#words/time.ts'
import { NotYet } from '../../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../../providers/trpc.ts'
import classes from '../../record.module.css'
import { usePlace } from '../../use-place.ts'
import { ClosedRecord } from './ClosedRecord.tsx'
import { Conditions } from './Conditions.tsx'
import { PatientCourse } from './PatientCourse.tsx'
import { RecordVisit } from './RecordVisit.tsx'

const PAGE = 20
const MOST = 50

/** Somebody's record to be read: its visits, where it is open to the reader; else the way to open it with a reason. */
export const RecordScreen = ({ patientId }: { patientId: string }) => {
  const t = useTranslations('glass.record')
  const trpc = useTRPC()
  const place = usePlace()
  const [limit, setLimit] = useState(PAGE)
  const query = useQuery(trpc.breakGlass.record.queryOptions({ patientId, limit }))
  const { data } = query
  if (data === undefined)
    return (
      <div className={classes.page}>
        <PageTitle>{t('title')}</PageTitle>
        <NotYet query={query} rows={6} />
      </div>
    )
  return (
    <div className={classes.page}>
      <PageTitle subtitle={data.birthDate === null ? undefined : formatDate(data.birthDate, place.locale, 'long')}>
        {t('ofPatient', { name: data.patientName })}
      </PageTitle>
      {data.openUntilIso === null ? null : (
        <Notice tone="due" role="status">
          {t('openUntil', { time: formatTime(Date.parse(data.openUntilIso), place) })}
        </Notice>
      )}
      {data.standing === 'closed' ? (
        <ClosedRecord record={data} />
      ) : (
        <>
          {data.readsConditions ? <Conditions patientId={patientId} /> : null}
          {data.readsConditions ? <PatientCourse patientId={patientId} /> : null}
          <Visits record={data} />
        </>
      )}
      {data.nextOffset === null || limit === MOST ? null : (
        <Button busy={query.isFetching} onClick={() => setLimit(MOST)}>
          {t('more')}
        </Button>
      )}
    </div>
  )
}

const Visits = ({ record }: { record: OpenedRecord }) => {
  const t = useTranslations('glass.record')
  const [openId, setOpenId] = useState<string | null>(null)
  if (record.visits.length === 0) return <EmptyState title={t('none')} />
  return (
    <ul className={classes.waiting} aria-label={t('visits')}>
      {record.visits.map((visit) => (
        <li key={visit.encounterId}>
          <RecordVisit
            visit={visit}
            open={openId === visit.encounterId}
            onToggle={() => setOpenId(openId === visit.encounterId ? null : visit.encounterId)}
          />
        </li>
      ))}
    </ul>
  )
}
