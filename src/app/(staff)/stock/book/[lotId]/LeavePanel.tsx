'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { TextAreaField } from '#ui/kit/Field.tsx'
import { useTRPC } from '../../../../providers/trpc.ts'
import { EditPanel } from '../../../keeping/EditPanel.tsx'
import { NumberField, SelectField } from '../../../keeping/fields.tsx'
import { useFieldWords } from '../../../keeping/use-field-words.ts'
import { useSave } from '../../../keeping/use-save.ts'
import { usePlaceName } from '../../use-place-name.ts'
import type { DeedProps } from './DeedPanel.tsx'

const KINDS = ['discarded', 'dropped', 'returned', 'destroyed'] as const

/** Needles of the lot leave the clinic without having been used. */
export const LeavePanel = ({ book: { lot, places }, onClose, onSaved }: DeedProps) => {
  const t = useTranslations('needles.book')
  const trpc = useTRPC()
  const nameOf = usePlaceName()
  const fieldWords = useFieldWords()
  const [wish, setWish] = useState({ placeId: places[0]?.id ?? '', quantity: '', reason: '' })
  const [kind, setKind] = useState<(typeof KINDS)[number]>('discarded')
  const [pressed, setPressed] = useState(false)
  const there = places.find(({ id }) => id === wish.placeId)?.onHand ?? 0
  const quantity = Number(wish.quantity)
  const fits = Number.isInteger(quantity) && quantity >= 1 && quantity <= there
  const explained = wish.reason.trim().length >= 3
  const saving = useSave(trpc.stock.writeOff.mutationOptions(), () => onSaved(t('left', { needles: quantity })))
  const change = (part: Partial<typeof wish>) => {
    setWish({ ...wish, ...part })
    if (saving.error !== null) saving.reset()
  }
  const save = () => {
    setPressed(true)
    if (fits && explained) saving.send({ lotId: lot.id, kind, placeId: wish.placeId, quantity, reason: wish.reason })
  }
  return (
    <EditPanel title={t('deed.write-off')} action={t('leave.action')} saving={saving} onClose={onClose} onSave={save}>
      <SelectField
        label={t('leave.kind')}
        value={kind}
        onChange={(value) => setKind(KINDS.find((one) => one === value) ?? 'discarded')}
        choices={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <SelectField
        label={t('move.from')}
        value={wish.placeId}
        onChange={(placeId) => change({ placeId })}
        choices={places.map((place) => ({ value: place.id, label: nameOf(place) }))}
      />
      <NumberField
        label={t('quantity')}
        hint={t('there', { count: there })}
        min={1}
        error={pressed && !fits ? fieldWords([1, there]) : undefined}
        value={wish.quantity}
        onChange={(value) => change({ quantity: value })}
      />
      <TextAreaField
        label={t('why')}
        required
        maxLength={500}
        error={pressed && !explained ? fieldWords('missing') : undefined}
        value={wish.reason}
        onChange={({ currentTarget }) => change({ reason: currentTarget.value })}
      />
    </EditPanel>
  )
}
