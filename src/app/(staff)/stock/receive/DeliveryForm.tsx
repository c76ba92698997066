'use client'

import { type FormEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { StockPlace } from '#features/stock/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { TextField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { ApiNotice, NotYet } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { SelectField } from '../../keeping/fields.tsx'
import { useFieldWords } from '../../keeping/use-field-words.ts'
import { useSave } from '../../keeping/use-save.ts'
import { usePlaceName } from '../use-place-name.ts'
import { type DraftLine, needlesOf, problemOfLine } from './receipt-draft.ts'
import classes from './receive.module.css'

export interface DeliveryHead {
  readonly supplier: string
  readonly noteNumber: string
  /** null: the store. */
  readonly placeId: string | null
}

interface DeliveryFormProps {
  drafts: readonly DraftLine[]
  head: DeliveryHead
  onHead: (head: DeliveryHead) => void
  places: {
    readonly data?: { readonly places: readonly StockPlace[] } | undefined
    readonly error: unknown
    readonly isFetching: boolean
    readonly refetch: () => unknown
  }
  suppliers: readonly string[]
  onReceived: (what: { readonly setAside: number; readonly otherDays: readonly string[] }) => void
}

/** From whom, on which note, put where; and the one press that writes it all down. */
export const DeliveryForm = ({ drafts, head, onHead, places, suppliers, onReceived }: DeliveryFormProps) => {
  const t = useTranslations('delivery')
  const trpc = useTRPC()
  const listId = useId()
  const placeName = usePlaceName()
  const fieldWords = useFieldWords()
  const [pressed, setPressed] = useState(false)
  const saving = useSave(trpc.delivery.receive.mutationOptions(), ({ setAside, otherDays }) => {
    setPressed(false)
    onReceived({ setAside, otherDays })
  })
  const open = (places.data?.places ?? []).filter(({ active }) => active)
  const placeId = head.placeId ?? open[0]?.id
  const ready = drafts.length > 0 && drafts.every((draft) => problemOfLine(draft) === null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setPressed(true)
    if (!ready || head.supplier.trim() === '' || placeId === undefined) return
    saving.send({ supplier: head.supplier, noteNumber: head.noteNumber, placeId, lines: drafts.map(lineToSend) })
  }
  if (places.data === undefined) return <NotYet query={places} rows={3} />
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <div className={classes.fields}>
        <TextField
          label={t('supplier')}
          required
          maxLength={100}
          list={listId}
          error={pressed && head.supplier.trim() === '' ? fieldWords('missing') : undefined}
          value={head.supplier}
          onChange={({ currentTarget }) => onHead({ ...head, supplier: currentTarget.value })}
        />
        <datalist id={listId}>
          {suppliers.map((supplier) => (
            <option key={supplier} value={supplier} />
          ))}
        </datalist>
        <TextField
          label={t('note')}
          maxLength={60}
          value={head.noteNumber}
          onChange={({ currentTarget }) => onHead({ ...head, noteNumber: currentTarget.value })}
        />
        <SelectField
          label={t('place')}
          value={placeId ?? ''}
          onChange={(id) => onHead({ ...head, placeId: id })}
          choices={open.map((place) => ({ value: place.id, label: placeName(place) }))}
        />
      </div>
      {pressed && drafts.length === 0 ? <Notice tone="due" role="alert" title={t('nothingToReceive')} /> : null}
      {saving.error === null ? null : <ApiNotice error={saving.error} />}
      <div className={classes.buttons}>
        <Button type="submit" kind="primary" busy={saving.busy}>
          {t('receive', { count: drafts.reduce((sum, draft) => sum + needlesOf(draft), 0) })}
        </Button>
      </div>
    </form>
  )
}

const lineToSend = (draft: DraftLine) => ({
  productId: draft.line.productId,
  lotNumber: draft.line.lotNumber,
  expiryDate: draft.expiryDate,
  needles: needlesOf(draft),
  raw: draft.line.raw,
})
