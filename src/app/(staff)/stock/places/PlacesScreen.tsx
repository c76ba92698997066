'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { StockPlace } from '#features/stock/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { ApiErrorState } from '../../../providers/ApiProblem.tsx'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import { ListStates } from '../../keeping/ListStates.tsx'
import { usePanel } from '../../keeping/use-panel.ts'
import { useRows } from '../../keeping/use-rows.ts'
import { LotTable } from '../lots/LotTable.tsx'
import { StockFrame } from '../StockFrame.tsx'
import { BagPanel } from './BagPanel.tsx'
import { PlaceList } from './PlaceList.tsx'
import classes from './places.module.css'
import { RoomBoxes } from './RoomBoxes.tsx'

/** What lies where: the places on one side, what lies in the chosen one on the other. */
export const PlacesScreen = ({ mayMove }: { mayMove: boolean }) => {
  const t = useTranslations('needles')
  const trpc = useTRPC()
  const list = useQuery(trpc.stock.places.queryOptions())
  const [chosen, setChosen] = useState<string | null>(null)
  const places = list.data?.places ?? []
  const place = places.find(({ id }) => id === chosen) ?? places[0] ?? null
  const panel = usePanel()
  return (
    <StockFrame
      title={t('entry.places')}
      intro={t('place.intro')}
      aside={
        mayMove ? (
          <Button aria-expanded={panel.open === 'bag'} onClick={panel.opener('bag')}>
            {t('place.addBag')}
          </Button>
        ) : undefined
      }
      panel={
        panel.open === 'bag' ? (
          <BagPanel
            onClose={panel.close}
            onSaved={(placeId) => {
              panel.close()
              setChosen(placeId)
            }}
          />
        ) : null
      }
    >
      {list.isPending ? <LoadingRows rows={6} /> : null}
      {list.isError && places.length === 0 ? (
        <ApiErrorState error={list.error} onTryAgain={() => void list.refetch()} busy={list.isFetching} />
      ) : null}
      {place === null ? null : (
        <div className={classes.beside}>
          <PlaceList places={places} chosen={place.id} onChoose={setChosen} />
          <Lying key={place.id} place={place} />
        </div>
      )}
    </StockFrame>
  )
}

const Lying = ({ place }: { place: StockPlace }) => {
  const t = useTranslations('needles.place')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const list = useRows([...trpc.stock.lying.pathKey(), place.id], (page, signal) =>
    api.stock.lying.query({ placeId: place.id, ...page }, { signal }),
  )
  const lots = list.data?.pages.flatMap((page) => page.lots) ?? []
  return (
    <div className={classes.lying}>
      {place.kind === 'room' ? <RoomBoxes placeId={place.id} /> : null}
      <ListStates list={list} count={lots.length} empty={<EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>}>
        <LotTable lots={lots} hrefOf={(lotId) => `/stock/book/${lotId}`} />
      </ListStates>
    </div>
  )
}
