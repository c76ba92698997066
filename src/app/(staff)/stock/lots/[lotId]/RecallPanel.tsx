'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { TextAreaField, TextField } from '#ui/kit/Field.tsx'
import { ApiNotice } from '../../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../../providers/trpc.ts'
import classes from '../../../keeping/keeping.module.css'

interface RecallPanelProps {
  lotId: string
  /** As it stands after the word for a lot. */
  lotNumber: string
  onClose: () => void
  onRecalled: () => void
}

const SHORTEST_REASON = 3

/** Recalls a lot. The reason is the second thought: no dialog asks whether one is sure. */
export const RecallPanel = ({ lotId, lotNumber, onClose, onRecalled }: RecallPanelProps) => {
  const t = useTranslations('stock.recall')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  const [wish, setWish] = useState(() => ({ requestId: crypto.randomUUID(), reason: '', reference: '' }))
  const [tooShort, setTooShort] = useState(false)
  const recall = useMutation(
    trpc.lot.recall.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: trpc.lot.pathKey() })
        onRecalled()
      },
    }),
  )
  useEffect(() => form.current?.querySelector('textarea')?.focus(), [])
  // what was written otherwise is another wish; the same one sent again is the same
  const write = (change: { reason: string } | { reference: string }) =>
    setWish({ ...wish, ...change, requestId: crypto.randomUUID() })

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (recall.isPending) return
    const short = wish.reason.trim().length < SHORTEST_REASON
    setTooShort(short)
    if (short) return form.current?.querySelector('textarea')?.focus()
    const { requestId, reason, reference } = wish
    recall.mutate({ requestId, lotId, reason, reference: reference.trim() === '' ? null : reference })
  }

  return (
    <form
      ref={form}
      className={classes.panel}
      onSubmit={submit}
      noValidate
      onKeyDown={({ key }) => (key === 'Escape' ? onClose() : undefined)}
    >
      <h2>{t('title', { lot: lotNumber })}</h2>
      <p>{t('what')}</p>
      <TextAreaField
        label={t('reason')}
        hint={t('reasonHint')}
        error={tooShort ? t('tooShort') : undefined}
        required
        maxLength={2000}
        value={wish.reason}
        onChange={({ currentTarget }) => write({ reason: currentTarget.value })}
      />
      <TextField
        label={t('reference')}
        hint={t('referenceHint')}
        maxLength={200}
        value={wish.reference}
        onChange={({ currentTarget }) => write({ reference: currentTarget.value })}
      />
      {recall.isError ? (
        <div className={classes.failed}>
          <ApiNotice error={recall.error} />
          <p className={classes.quiet}>{t('notSaved')}</p>
        </div>
      ) : null}
      <div className={classes.actions}>
        <Button type="submit" kind="danger" busy={recall.isPending}>
          {t('action', { lot: lotNumber })}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {t('close')}
        </Button>
      </div>
    </form>
  )
}
