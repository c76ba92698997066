'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { ApiErrorState } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { SelectField } from '../../keeping/fields.tsx'
import { Told } from '../../keeping/ListStates.tsx'
import { StockFrame } from '../StockFrame.tsx'
import { usePlaceName } from '../use-place-name.ts'
import { TakeForm } from './TakeForm.tsx'

/** A stock take: somebody goes to a place, scans what lies there and says how many there are. */
export const TakeScreen = () => {
  const t = useTranslations('needles.take')
  const entry = useTranslations('needles.entry')
  const trpc = useTRPC()
  const nameOf = usePlaceName()
  const list = useQuery(trpc.stock.places.queryOptions())
  const [chosen, setChosen] = useState<string | null>(null)
  const [done, setDone] = useState<{ readonly key: number; readonly counted: number; readonly different: number }>()
  const places = list.data?.places ?? []
  const place = places.find(({ id }) => id === chosen) ?? places[0]
  return (
    <StockFrame title={entry('take')} intro={t('intro')}>
      {list.isPending ? <LoadingRows rows={6} /> : null}
      {list.isError && places.length === 0 ? (
        <ApiErrorState error={list.error} onTryAgain={() => void list.refetch()} busy={list.isFetching} />
      ) : null}
      {done === undefined ? null : <Told key={done.key}>{t('done', done)}</Told>}
      {place === undefined ? null : (
        <>
          <SelectField
            label={t('where')}
            value={place.id}
            onChange={setChosen}
            choices={places.map((one) => ({ value: one.id, label: nameOf(one) }))}
          />
          <TakeForm
            key={`${place.id} ${done?.key ?? 0}`}
            placeId={place.id}
            onSaved={(counts) => setDone({ key: Date.now(), ...counts })}
          />
        </>
      )}
    </StockFrame>
  )
}
