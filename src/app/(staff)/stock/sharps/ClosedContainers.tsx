'use client'

import { useTranslations } from 'use-intl/react'
import type { CoveredContainer } from '#features/sharps-container/schema.ts'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { formatDateTime } from '#words/time.ts'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import classes from '../../keeping/keeping.module.css'
import { ListStates } from '../../keeping/ListStates.tsx'
import type { usePanel } from '../../keeping/use-panel.ts'
import { useRows } from '../../keeping/use-rows.ts'
import { usePlace } from '../../practitioner/use-place.ts'
import { WhoseButton } from './InRooms.tsx'

type Panel = ReturnType<typeof usePanel>

/** Containers out of use, the last closed first, with the days and the room they cover. */
export const ClosedContainers = ({ panel }: { panel: Panel }) => {
  const t = useTranslations('needles.sharps')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const list = useRows(trpc.sharpsContainer.closed.pathKey(), (page, signal) =>
    api.sharpsContainer.closed.query(page, { signal }),
  )
  const containers = list.data?.pages.flatMap((page) => page.containers) ?? []
  return (
    <section className={classes.section} aria-labelledby="closed-containers">
      <h2 id="closed-containers">{t('closedTitle')}</h2>
      <ListStates
        list={list}
        count={containers.length}
        empty={<EmptyState title={t('nothingClosed')}>{t('nothingClosedHint')}</EmptyState>}
      >
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('container')}</th>
              <th scope="col">{t('room')}</th>
              <th scope="col">{t('opened')}</th>
              <th scope="col">{t('closedAt')}</th>
              <th scope="col">{t('closedFor')}</th>
              <th scope="col" data-number="true">
                {t('days')}
              </th>
              <th scope="col">{t('whose')}</th>
            </tr>
          </thead>
          <tbody>
            {containers.map((container) => (
              <Closed key={container.id} container={container} panel={panel} />
            ))}
          </tbody>
        </table>
      </ListStates>
    </section>
  )
}

const Closed = ({ container, panel }: { container: CoveredContainer; panel: Panel }) => {
  const t = useTranslations('needles.sharps')
  const place = usePlace()
  const { id, label, roomName, openedAt, openedByName, closedAt, closedByName, closedFor, days } = container
  const by = (iso: string, name: string) => t('by', { when: formatDateTime(Date.parse(iso), place), name })
  return (
    <tr>
      <th scope="row">
        <bdi>{label}</bdi>
      </th>
      <td data-label={t('room')}>
        <bdi>{roomName}</bdi>
      </td>
      <td data-label={t('opened')}>{by(openedAt, openedByName)}</td>
      <td data-label={t('closedAt')}>{closedAt === null ? null : by(closedAt, closedByName ?? '')}</td>
      <td data-label={t('closedFor')}>{closedFor === null ? t('notSaid') : t(`for.${closedFor}`)}</td>
      <td data-label={t('days')} data-number="true">
        {days}
      </td>
      <td data-label={t('whose')}>
        <WhoseButton id={id} label={label} panel={panel} />
      </td>
    </tr>
  )
}
