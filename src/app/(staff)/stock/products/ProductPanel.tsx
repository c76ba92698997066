'use client'

import { useState } from 'react'
import { useTimeZone, useTranslations } from 'use-intl/react'
import { parseScan } from '#domain/lot/gs1.ts'
import { localDateOf } from '#domain/time/zone.ts'
import type { ProductRow } from '#features/product/schema.ts'
import { useWedgeScanner } from '#ui/kit/scan/use-wedge-scanner.ts'
import { refusalsOf } from '../../../providers/problem.ts'
import { useTRPC } from '../../../providers/trpc.ts'
import { EditPanel } from '../../keeping/EditPanel.tsx'
import { StateField } from '../../keeping/fields.tsx'
import { useSave } from '../../keeping/use-save.ts'
import { LookFirst } from './LookFirst.tsx'
import { NumberFields } from './NumberFields.tsx'
import { PackFields } from './PackFields.tsx'
import { draftOf, draftProblems, type NumbersRead, numberDraft, type ProductDraft, wishOf } from './product-draft.ts'
import { SizeFields } from './SizeFields.tsx'

interface ProductPanelProps {
  /** null: a new one. */
  product: ProductRow | null
  /** What a scan of its box has read already. */
  read?: NumbersRead | null
  mayEdit: boolean
  onClose: () => void
  onSaved: (name: string) => void
}

/** What the parts of the form share. */
export interface ProductForm {
  readonly draft: ProductDraft
  readonly change: (part: Partial<ProductDraft>) => void
  /** What is wrong with a field, here or as the server said it. */
  readonly faultAt: (field: string) => string | undefined
}

/** A needle as it is written down: a scan fills in its numbers, and what it may be already is shown before it is saved. */
export const ProductPanel = ({ product, read = null, mayEdit, onClose, onSaved }: ProductPanelProps) => {
  const t = useTranslations('product')
  const trpc = useTRPC()
  const [opened, setOpened] = useState(product)
  const [draft, setDraft] = useState(() => draftOf(product, read))
  const [pressed, setPressed] = useState(false)
  const name = `${draft.brand} ${draft.name}`.trim()
  const saving = useSave(trpc.product.save.mutationOptions(), () => onSaved(name))
  const doubts = refusalsOf(saving.error).filter(({ reason }) => reason === 'look-first')
  const form = useForm(draft, setDraft, pressed, saving)
  useScannedNumber(draft, form.change, mayEdit)
  const save = (despite: readonly string[]) => {
    setPressed(true)
    if (Object.keys(draftProblems(draft)).length > 0) return
    const existing = opened === null ? null : { id: opened.id, version: opened.version }
    saving.send({ existing, despite: [...despite], ...wishOf(draft) })
  }
  const takeTheirs = () => {
    setOpened(product)
    setDraft(draftOf(product))
    saving.reset()
  }
  return (
    <EditPanel
      title={
        opened === null ? t('new') : t(mayEdit ? 'edit' : 'see', { name: `${opened.brand} ${opened.name}`.trim() })
      }
      action={mayEdit ? t('save') : null}
      saving={{ ...saving, isAtFields: saving.isAtFields || doubts.length > 0 }}
      onSave={() => save([])}
      onClose={onClose}
      onTakeTheirs={takeTheirs}
    >
      <LookFirst doubts={doubts} busy={saving.busy} onDespite={save} />
      <SizeFields form={form} />
      <NumberFields form={form} />
      <PackFields form={form} />
      {opened === null ? null : <StateField active={draft.active} onChange={(active) => form.change({ active })} />}
    </EditPanel>
  )
}

const useForm = (
  draft: ProductDraft,
  setDraft: (draft: ProductDraft) => void,
  pressed: boolean,
  saving: {
    readonly error: unknown
    readonly reset: () => void
    readonly faultAt: (field: string) => string | undefined
  },
): ProductForm => {
  const t = useTranslations('product')
  const field = useTranslations('settings.field')
  const problems = pressed ? draftProblems(draft) : {}
  return {
    draft,
    change: (part) => {
      setDraft({ ...draft, ...part })
      if (saving.error !== null) saving.reset()
    },
    faultAt: (name) => {
      const problem = problems[name]
      if (problem === undefined) return saving.faultAt(name)
      if (problem === 'missing') return field('missing')
      return t('mm', { min: problem[0], max: problem[1] })
    },
  }
}

/** A label that is scanned while the form is open gives the needle its number. */
const useScannedNumber = (
  draft: ProductDraft,
  change: (part: Partial<ProductDraft>) => void,
  enabled: boolean,
): void => {
  const zone = useTimeZone() ?? 'UTC'
  useWedgeScanner((raw) => {
    const scan = parseScan(raw, { today: localDateOf(Date.now(), zone) })
    if (!scan.ok) return
    if (scan.hibc !== null) change({ hibc: scan.hibc.labeler + scan.hibc.product })
    const { gtin14 } = scan
    if (gtin14 === null || draft.numbers.some(({ gtin }) => gtin === gtin14)) return
    const empty = draft.numbers.findIndex(({ gtin }) => gtin.trim() === '')
    const numbers =
      empty < 0
        ? [...draft.numbers, numberDraft(gtin14)]
        : draft.numbers.map((number, index) => (index === empty ? { ...number, gtin: gtin14 } : number))
    change({ numbers })
  }, enabled)
}
