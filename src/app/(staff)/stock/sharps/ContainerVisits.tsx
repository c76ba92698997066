'use client'

import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import type { ContainerVisit, CoveredContainer } from '#features/sharps-container/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { formatDateTime } from '#words/time.ts'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import classes from '../../keeping/keeping.module.css'
import { ListStates } from '../../keeping/ListStates.tsx'
import { useRows } from '../../keeping/use-rows.ts'
import { usePlace } from '../../practitioner/use-place.ts'
import list from './sharps.module.css'

/** The visits whose needles went into a container while it stood in its room, the latest first. */
export const ContainerVisits = ({ containerId, onClose }: { containerId: string; onClose: () => void }) => {
  const t = useTranslations('needles.sharps')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const heading = useRef<HTMLHeadingElement>(null)
  const rows = useRows([...trpc.sharpsContainer.visits.pathKey(), containerId], (page, signal) =>
    api.sharpsContainer.visits.query({ containerId, ...page }, { signal }),
  )
  useEffect(() => heading.current?.focus(), [])
  const container = rows.data?.pages[0]?.container
  const visits = rows.data?.pages.flatMap((page) => page.visits) ?? []
  return (
    <section
      className={classes.panel}
      aria-labelledby="container-visits"
      onKeyDown={({ key }) => (key === 'Escape' ? onClose() : undefined)}
    >
      <h2 id="container-visits" ref={heading} tabIndex={-1}>
        {container === undefined ? t('whose') : t('visitsTitle', { label: container.label })}
      </h2>
      {container === undefined ? null : <Covers container={container} />}
      <ListStates list={rows} count={visits.length} empty={<EmptyState title={t('noVisits')} />}>
        <ul className={list.visits}>
          {visits.map((visit) => (
            <VisitItem key={visit.encounterId} visit={visit} />
          ))}
        </ul>
        {visits.every(({ patientName }) => patientName === null) ? (
          <p className={classes.quiet}>{t('hidden')}</p>
        ) : null}
      </ListStates>
      <div className={classes.actions}>
        <Button onClick={onClose} aria-keyshortcuts="Escape">
          {t('shut')}
        </Button>
      </div>
    </section>
  )
}

const Covers = ({ container: { roomName: room, days, openedAt, closedAt } }: { container: CoveredContainer }) => {
  const t = useTranslations('needles.sharps')
  const place = usePlace()
  const from = formatDateTime(Date.parse(openedAt), place)
  return (
    <p className={classes.quiet}>
      {closedAt === null
        ? t('coversOpen', { room, days, from })
        : t('covers', { room, days, from, to: formatDateTime(Date.parse(closedAt), place) })}
    </p>
  )
}

const VisitItem = ({
  visit: { needlesInAt, practitionerName, patientName, lotNumbers },
}: {
  visit: ContainerVisit
}) => {
  const t = useTranslations('needles.sharps')
  const place = usePlace()
  const lots = lotNumbers.length
  return (
    <li>
      {patientName === null ? null : <bdi className={classes.person}>{patientName}</bdi>}
      <span>{t('by', { when: formatDateTime(Date.parse(needlesInAt), place), name: practitionerName })}</span>
      {lots === 0 ? null : <span className={classes.quiet}>{t('lots', { lots, numbers: lotNumbers.join(', ') })}</span>}
    </li>
  )
}
