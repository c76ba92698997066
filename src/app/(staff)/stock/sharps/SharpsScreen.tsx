'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { ApiErrorState } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { Told } from '../../keeping/ListStates.tsx'
import { usePanel } from '../../keeping/use-panel.ts'
import { StockFrame } from '../StockFrame.tsx'
import { ClosedContainers } from './ClosedContainers.tsx'
import { ClosePanel } from './ClosePanel.tsx'
import { ContainerVisits } from './ContainerVisits.tsx'
import { InRooms } from './InRooms.tsx'
import { OpenPanel } from './OpenPanel.tsx'

/** The sharps containers of the rooms, those that were closed, and whose needles lie in them. */
export const SharpsScreen = () => {
  const t = useTranslations('needles.sharps')
  const entry = useTranslations('needles.entry')
  const trpc = useTRPC()
  const list = useQuery(trpc.sharpsContainer.list.queryOptions())
  const panel = usePanel()
  const [saved, setSaved] = useState<string | null>(null)
  const rooms = list.data?.rooms ?? []
  const [what, id] = (panel.open ?? '').split(':')
  const opens = what === 'open' ? rooms.find(({ roomId }) => roomId === id) : undefined
  const closes = what === 'close' ? rooms.find(({ container }) => container?.id === id)?.container : undefined
  const onSaved = (said: string) => {
    panel.close()
    setSaved(said)
  }
  return (
    <StockFrame
      title={entry('sharps')}
      intro={t('intro')}
      panel={
        opens ? (
          <OpenPanel key={panel.open} room={opens} onClose={panel.close} onSaved={onSaved} />
        ) : closes ? (
          <ClosePanel key={panel.open} container={closes} onClose={panel.close} onSaved={onSaved} />
        ) : what === 'visits' && id ? (
          <ContainerVisits key={id} containerId={id} onClose={panel.close} />
        ) : null
      }
    >
      {saved === null ? null : <Told key={saved}>{saved}</Told>}
      {list.isPending ? <LoadingRows rows={4} /> : null}
      {list.isError && list.data === undefined ? (
        <ApiErrorState error={list.error} onTryAgain={() => void list.refetch()} busy={list.isFetching} />
      ) : null}
      {list.isSuccess && rooms.length === 0 ? <EmptyState title={t('noRooms')}>{t('noRoomsHint')}</EmptyState> : null}
      {rooms.length === 0 ? null : <InRooms rooms={rooms} panel={panel} />}
      <ClosedContainers panel={panel} />
    </StockFrame>
  )
}
