'use client'

import { useTranslations } from 'use-intl/react'
import { needlesIn } from '#domain/lot/packs.ts'
import type { Lying } from '#features/stock/schema.ts'
import { useLotNumber } from '#ui/clinic/use-lot-number.ts'
import { TextField } from '#ui/kit/Field.tsx'
import { VisuallyHidden } from '#ui/kit/VisuallyHidden.tsx'
import { useFieldWords } from '../../keeping/use-field-words.ts'
import classes from './take.module.css'
import { isCounted, type Typed, wholeOf } from './use-take.ts'

interface CountFieldProps {
  lot: Lying['lots'][number]
  typed: Typed
  onType: (typed: Typed) => void
}

/** How many lie there: in full boxes, in blisters and single, as far as the needle has such packs. */
export const CountField = ({ lot, typed, onType }: CountFieldProps) => {
  const t = useTranslations('needles.take')
  const fieldWords = useFieldWords()
  const number = useLotNumber()
  const { unitsPerBox, unitsPerBlister } = lot
  const inPacks = unitsPerBox !== null || unitsPerBlister !== null
  const fields: [keyof Typed, string][] = [
    ...(unitsPerBox === null ? [] : [['boxes', t('boxesOf', { units: unitsPerBox })] as [keyof Typed, string]]),
    ...(unitsPerBlister === null
      ? []
      : [['blisters', t('blistersOf', { units: unitsPerBlister })] as [keyof Typed, string]]),
    ['loose', t(inPacks ? 'single' : 'needles')],
  ]
  return (
    <div className={classes.packs}>
      {fields.map(([field, label], at) => (
        <TextField
          key={field}
          {...(at === 0 ? { id: `count-${lot.id}` } : {})}
          label={
            <>
              {label} <VisuallyHidden>{t('countOf', { lot: number.named(lot.lotNumber) })}</VisuallyHidden>
            </>
          }
          required
          inputMode="numeric"
          autoComplete="off"
          error={wholeOf(typed[field]) === null ? fieldWords([0, 1_000_000]) : undefined}
          value={typed[field]}
          onChange={({ currentTarget }) => onType({ ...typed, [field]: currentTarget.value })}
        />
      ))}
      {inPacks && isCounted(typed) ? (
        <output className={classes.sum}>
          {t('sum', {
            count: needlesIn(
              {
                boxes: wholeOf(typed.boxes) ?? 0,
                blisters: wholeOf(typed.blisters) ?? 0,
                loose: wholeOf(typed.loose) ?? 0,
              },
              lot,
            ),
          })}
        </output>
      ) : null}
    </div>
  )
}
