'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { ReadPack } from '#features/delivery/schema.ts'
import { TextField } from '#ui/kit/Field.tsx'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import { EditPanel } from '../../keeping/EditPanel.tsx'
import { SelectField } from '../../keeping/fields.tsx'
import { useFieldWords } from '../../keeping/use-field-words.ts'
import { useRows } from '../../keeping/use-rows.ts'
import { type ByHand, countIn, lotFits } from './receipt-draft.ts'

interface ByHandPanelProps {
  /** What a code on the box has said already. */
  half: Extract<ReadPack, { kind: 'half' }> | null
  onClose: () => void
  onAdd: (pack: Extract<ReadPack, { kind: 'pack' }>) => void
}

const NOTHING_SAVED = {
  ...{ busy: false, error: null, affected: null, affectedCount: null, lookOn: () => undefined },
  ...{ lookError: null, isStale: false, isAtFields: false },
}

/** A box without a code, or of which a code says half: the rest is read off it by a person. */
export const ByHandPanel = ({ half, onClose, onAdd }: ByHandPanelProps) => {
  const t = useTranslations('delivery')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const fieldWords = useFieldWords()
  const list = useRows(trpc.product.list.pathKey(), (page, signal) =>
    api.product.list.query({ ...page, limit: 100 }, { signal }),
  )
  const products = (list.data?.pages.flatMap((page) => page.products) ?? []).filter(({ active }) => active)
  const [box, setBox] = useState<ByHand>({
    productId: half?.productId ?? '',
    lotNumber: half?.lotNumber ?? '',
    expiryDate: half?.expiryDate ?? '',
    each: '',
  })
  const [pressed, setPressed] = useState(false)
  const product = products.find(({ id }) => id === box.productId)
  const each = box.each === '' ? String(product?.unitsPerBox ?? '') : box.each
  const put = (part: Partial<ByHand>) => setBox({ ...box, ...part })
  const add = () => {
    setPressed(true)
    if (product === undefined || !lotFits(box.lotNumber) || box.expiryDate === '' || countIn(each) === null) return
    onAdd({
      ...{ kind: 'pack', productId: product.id, productName: `${product.brand} ${product.name}`.trim() },
      size: product.size,
      ...{ lotNumber: box.lotNumber.trim(), expiryDate: box.expiryDate, serial: null, needles: countIn(each) },
      ...{ otherCount: null, setAside: null, doubts: [], raw: half?.raw ?? '' },
    })
    onClose()
  }
  return (
    <EditPanel title={t('byHand')} action={t('addByHand')} saving={NOTHING_SAVED} onSave={add} onClose={onClose}>
      <SelectField
        label={t('needle')}
        value={box.productId}
        error={pressed && product === undefined ? fieldWords('missing') : undefined}
        onChange={(productId) => put({ productId })}
        choices={[
          { value: '', label: t('choose') },
          ...products.map(({ id, brand, name }) => ({ value: id, label: `${brand} ${name}`.trim() })),
        ]}
      />
      <TextField
        label={t('lot')}
        required
        maxLength={20}
        error={pressed && !lotFits(box.lotNumber) ? t('missing.lot') : undefined}
        value={box.lotNumber}
        onChange={({ currentTarget }) => put({ lotNumber: currentTarget.value })}
      />
      <TextField
        label={t('expiry')}
        hint={t('expiryHint')}
        type="date"
        required
        error={pressed && box.expiryDate === '' ? t('missing.expiry') : undefined}
        value={box.expiryDate}
        onChange={({ currentTarget }) => put({ expiryDate: currentTarget.value })}
      />
      <TextField
        label={t('each')}
        required
        inputMode="numeric"
        error={pressed && countIn(each) === null ? t('missing.needles') : undefined}
        value={each}
        onChange={({ currentTarget }) => put({ each: currentTarget.value })}
      />
    </EditPanel>
  )
}
