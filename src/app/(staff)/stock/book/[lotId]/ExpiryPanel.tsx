'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { TextAreaField, TextField } from '#ui/kit/Field.tsx'
import { useTRPC } from '../../../../providers/trpc.ts'
import { EditPanel } from '../../../keeping/EditPanel.tsx'
import { useFieldWords } from '../../../keeping/use-field-words.ts'
import { useSave } from '../../../keeping/use-save.ts'
import type { DeedProps } from './DeedPanel.tsx'

/** Corrects a last day that was read wrongly. What stood before stays to be seen. */
export const ExpiryPanel = ({ book: { lot }, onClose, onSaved }: DeedProps) => {
  const t = useTranslations('needles.book')
  const trpc = useTRPC()
  const fieldWords = useFieldWords()
  const [was, setWas] = useState(lot.expiryDate)
  const [wish, setWish] = useState({ expiryDate: lot.expiryDate ?? '', reason: '' })
  const [pressed, setPressed] = useState(false)
  const explained = wish.reason.trim().length >= 3
  const saving = useSave(trpc.stock.correctExpiry.mutationOptions(), ({ lateUses }) =>
    onSaved(t('expirySaved', { visits: lateUses })),
  )
  const change = (part: Partial<typeof wish>) => {
    setWish({ ...wish, ...part })
    if (saving.error !== null) saving.reset()
  }
  const save = () => {
    setPressed(true)
    if (explained && wish.expiryDate !== '') saving.send({ lotId: lot.id, was, ...wish })
  }
  return (
    <EditPanel
      title={t('deed.expiry')}
      action={t('expiry.action')}
      saving={saving}
      onClose={onClose}
      onSave={save}
      onTakeTheirs={() => {
        setWas(lot.expiryDate)
        saving.reset()
      }}
    >
      <p>{t('expiry.what')}</p>
      <TextField
        label={t('expiry.day')}
        type="date"
        required
        error={pressed && wish.expiryDate === '' ? fieldWords('missing') : undefined}
        value={wish.expiryDate}
        onChange={({ currentTarget }) => change({ expiryDate: currentTarget.value })}
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
