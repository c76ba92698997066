'use client'

import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useLotNumber } from '#ui/clinic/use-lot-number.ts'
import { Button } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { TextAreaField } from '#ui/kit/Field.tsx'
import { useWedgeScanner } from '#ui/kit/scan/use-wedge-scanner.ts'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import classes from '../../keeping/keeping.module.css'
import { ListStates } from '../../keeping/ListStates.tsx'
import { useFieldWords } from '../../keeping/use-field-words.ts'
import { useSave } from '../../keeping/use-save.ts'
import { usePacks } from '../use-packs.ts'
import { CountField } from './CountField.tsx'
import { useTake } from './use-take.ts'

interface TakeFormProps {
  placeId: string
  onSaved: (counts: { readonly counted: number; readonly different: number }) => void
}

const isCount = (counted: number): boolean => Number.isInteger(counted) && counted >= 0 && counted <= 1_000_000

/** The lots of a place, each with how many are there; only what was counted is saved. */
export const TakeForm = ({ placeId, onSaved }: TakeFormProps) => {
  const t = useTranslations('needles.take')
  const trpc = useTRPC()
  const take = useTake(placeId)
  const fieldWords = useFieldWords()
  const [reason, setReason] = useState('')
  const [pressed, setPressed] = useState(false)
  const saving = useSave(trpc.stock.take.mutationOptions(), onSaved)
  useWedgeScanner((raw) => void take.read(raw))
  const differs = take.lines.some(({ seen, counted }) => seen !== counted)
  const explained = !differs || reason.trim().length >= 3
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setPressed(true)
    if (explained && take.lines.length > 0 && take.lines.every(({ counted }) => isCount(counted)))
      saving.send({ placeId, lines: take.lines, reason: differs ? reason : null })
  }
  return (
    <form className={classes.section} onSubmit={submit} noValidate>
      {take.problem === null ? null : <ApiNotice error={take.problem} />}
      <ListStates
        list={take.list}
        count={take.lots.length}
        empty={<EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>}
      >
        <TakeTable take={take} onTyped={() => (saving.error === null ? undefined : saving.reset())} />
      </ListStates>
      {differs ? (
        <TextAreaField
          label={t('reason')}
          hint={t('reasonHint')}
          required
          maxLength={500}
          error={pressed && !explained ? fieldWords('missing') : undefined}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      ) : null}
      {saving.error === null ? null : <ApiNotice error={saving.error} />}
      {pressed && take.lines.length === 0 ? <p className={classes.quiet}>{t('nothingCounted')}</p> : null}
      <div className={classes.actions}>
        <Button type="submit" kind="primary" busy={saving.busy}>
          {t('save', { count: take.lines.length })}
        </Button>
      </div>
    </form>
  )
}

const TakeTable = ({ take, onTyped }: { take: ReturnType<typeof useTake>; onTyped: () => void }) => {
  const t = useTranslations('needles.take')
  const stock = useTranslations('stock')
  const packs = usePacks()
  const number = useLotNumber()
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{stock('lot')}</th>
          <th scope="col">{stock('product')}</th>
          <th scope="col">{stock('size')}</th>
          <th scope="col" data-number="true">
            {t('book')}
          </th>
          <th scope="col">{t('counted')}</th>
        </tr>
      </thead>
      <tbody>
        {take.lots.map((lot) => {
          const typed = take.typedOf(lot.id)
          return (
            <tr key={lot.id}>
              <th scope="row">{number.alone(lot.lotNumber)}</th>
              <td data-label={stock('product')}>{lot.productName}</td>
              <td data-label={stock('size')}>{lot.size}</td>
              <td data-label={t('book')} data-number="true">
                {lot.onHand}
                <div className={classes.quiet}>{packs(lot.onHand, lot)}</div>
              </td>
              <td>
                <CountField
                  lot={lot}
                  typed={typed}
                  onType={(next) => {
                    take.write(lot, next)
                    onTyped()
                  }}
                />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
