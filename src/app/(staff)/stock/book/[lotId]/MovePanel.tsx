'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '../../../../providers/trpc.ts'
import { EditPanel } from '../../../keeping/EditPanel.tsx'
import { NumberField, SelectField } from '../../../keeping/fields.tsx'
import { useFieldWords } from '../../../keeping/use-field-words.ts'
import { useSave } from '../../../keeping/use-save.ts'
import { usePlaceName } from '../../use-place-name.ts'
import type { DeedProps } from './DeedPanel.tsx'

/** Carries needles of the lot from one place to another. */
export const MovePanel = ({ book: { lot, places }, onClose, onSaved }: DeedProps) => {
  const t = useTranslations('needles.book')
  const trpc = useTRPC()
  const nameOf = usePlaceName()
  const fieldWords = useFieldWords()
  const all = useQuery(trpc.stock.places.queryOptions()).data?.places ?? []
  const [wish, setWish] = useState({ from: places[0]?.id ?? '', to: '', quantity: '' })
  const [pressed, setPressed] = useState(false)
  const to = all.find(({ id }) => id === wish.to) ?? all.find(({ id }) => id !== wish.from)
  const there = places.find(({ id }) => id === wish.from)?.onHand ?? 0
  const quantity = Number(wish.quantity)
  const fits = Number.isInteger(quantity) && quantity >= 1 && quantity <= there
  const saving = useSave(trpc.stock.move.mutationOptions(), () =>
    onSaved(t('moved', { needles: quantity, place: to === undefined ? '' : nameOf(to) })),
  )
  const change = (part: Partial<typeof wish>) => {
    setWish({ ...wish, ...part })
    if (saving.error !== null) saving.reset()
  }
  const save = () => {
    setPressed(true)
    if (fits && to !== undefined) saving.send({ lotId: lot.id, fromPlaceId: wish.from, toPlaceId: to.id, quantity })
  }
  const choices = (from: readonly { id: string; kind: 'store' | 'room' | 'bag'; name: string | null }[]) =>
    from.map((place) => ({ value: place.id, label: nameOf(place) }))
  return (
    <EditPanel title={t('deed.move')} action={t('move.action')} saving={saving} onClose={onClose} onSave={save}>
      <SelectField
        label={t('move.from')}
        value={wish.from}
        onChange={(from) => change({ from })}
        choices={choices(places)}
      />
      <SelectField
        label={t('move.to')}
        value={to?.id ?? ''}
        onChange={(id) => change({ to: id })}
        choices={choices(all.filter(({ id }) => id !== wish.from))}
      />
      <NumberField
        label={t('quantity')}
        hint={t('there', { count: there })}
        min={1}
        error={pressed && !fits ? fieldWords([1, there]) : undefined}
        value={wish.quantity}
        onChange={(value) => change({ quantity: value })}
      />
    </EditPanel>
  )
}
