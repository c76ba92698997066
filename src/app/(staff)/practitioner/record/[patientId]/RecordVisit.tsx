'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { OpenedRecord } from '#features/break-glass/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { formatDateTime } from '#words/time.ts'
import { VisitProof } from '../../../visit-proof/VisitProof.tsx'
import classes from '../../record.module.css'
import { usePlace } from '../../use-place.ts'
import { VisitInError } from '../../visit/[appointmentId]/VisitInError.tsx'
import { OneVisit } from './OneVisit.tsx'

interface RecordVisitProps {
  visit: OpenedRecord['visits'][number]
  open: boolean
  onToggle: () => void
}

/** One visit of a record: a line, and what stands in it when it is opened. */
export const RecordVisit = ({ visit, open, onToggle }: RecordVisitProps) => {
  const t = useTranslations('glass.record')
  const place = usePlace()
  // said here, it is not asked about again while the list is on its way
  const [inError, setInError] = useState(false)
  const when = formatDateTime(Date.parse(visit.startedIso), { ...place, zone: visit.timeZone })
  const facts = [
    visit.serviceName[place.locale],
    t('with', { practitioner: visit.practitionerName }),
    ...(visit.status === 'entered-in-error' || inError ? [t('in-error')] : []),
  ]
  return (
    <>
      <div className={classes.waitingHead}>
        <div>
          <strong>{when}</strong>
          <p className={classes.soft}>{facts.join(' · ')}</p>
        </div>
        <Button aria-expanded={open} aria-label={`${open ? t('close') : t('open')}: ${when}`} onClick={onToggle}>
          {open ? t('close') : t('open')}
        </Button>
      </div>
      {open ? <OneVisit encounterId={visit.encounterId} /> : null}
      {open ? <VisitProof appointmentId={visit.appointmentId} part="messages" /> : null}
      {open && visit.mayEnterInError && !inError ? (
        <VisitInError appointmentId={visit.appointmentId} version={visit.version} onMarked={() => setInError(true)} />
      ) : null}
    </>
  )
}
