'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { WatchList } from '#features/stock/schema.ts'
import { useTRPC } from '../../../providers/trpc.ts'
import { EditPanel } from '../../keeping/EditPanel.tsx'
import { NumberField } from '../../keeping/fields.tsx'
import { useFieldWords } from '../../keeping/use-field-words.ts'
import { useSave } from '../../keeping/use-save.ts'

interface OrderPanelProps {
  product: WatchList['products'][number]
  onClose: () => void
  onSaved: () => void
}

const MOST = 100_000

/** From how few needles on it is time to order; empty: nobody is told. */
export const OrderPanel = ({ product: { productId, name, below }, onClose, onSaved }: OrderPanelProps) => {
  const t = useTranslations('needles.watch')
  const trpc = useTRPC()
  const fieldWords = useFieldWords()
  const [typed, setTyped] = useState(below === null ? '' : String(below))
  const saving = useSave(trpc.stock.setReorder.mutationOptions(), onSaved)
  const wanted = typed.trim() === '' ? null : Number(typed)
  const fits = wanted === null || (Number.isInteger(wanted) && wanted >= 1 && wanted <= MOST)
  return (
    <EditPanel
      title={t('changeOf', { name })}
      action={t('save')}
      saving={saving}
      onClose={onClose}
      onSave={() => (fits ? saving.send({ productId, below: wanted }) : undefined)}
    >
      <NumberField
        label={t('orderBelow')}
        hint={t('orderHint')}
        min={1}
        required={false}
        error={fits ? undefined : fieldWords([1, MOST])}
        value={typed}
        onChange={setTyped}
      />
    </EditPanel>
  )
}
