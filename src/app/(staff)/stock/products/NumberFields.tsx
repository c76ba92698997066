'use client'

import { useTranslations } from 'use-intl/react'
import { PACK_LEVELS, type PackLevel } from '#domain/lot/product.ts'
import { Button } from '#ui/kit/Button.tsx'
import { TextField } from '#ui/kit/Field.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import classes from '../../keeping/edit.module.css'
import { SelectField } from '../../keeping/fields.tsx'
import type { ProductForm } from './ProductPanel.tsx'
import { type NumberDraft, numberDraft } from './product-draft.ts'

/** The article numbers of the needle's packs: a box and the blister in it are two. */
export const NumberFields = ({ form }: { form: ProductForm }) => {
  const t = useTranslations('product')
  const { draft, change, faultAt } = form
  const put = (index: number, part: Partial<NumberDraft>) =>
    change({ numbers: draft.numbers.map((number, i) => (i === index ? { ...number, ...part } : number)) })
  return (
    <fieldset className={classes.group}>
      <legend>{t('numbers')}</legend>
      <p className={classes.quiet}>{t('numbersHint')}</p>
      {draft.numbers.map(({ key, gtin, level, units }, index) => {
        const n = index + 1
        return (
          <div key={key} className={classes.group}>
            <TextField
              label={t('number', { n })}
              required
              maxLength={20}
              inputMode="numeric"
              error={faultAt(`numbers.${index}.gtin`)}
              value={gtin}
              onChange={({ currentTarget }) => put(index, { gtin: currentTarget.value })}
            />
            <SelectField
              label={t('level', { n })}
              value={level}
              onChange={(chosen) => put(index, { level: chosen as PackLevel })}
              choices={PACK_LEVELS.map((value) => ({ value, label: t(`levels.${value}`) }))}
            />
            {level === 'unit' ? null : (
              <TextField
                label={t('units', { n })}
                required
                inputMode="numeric"
                error={faultAt(`numbers.${index}.units`)}
                value={units}
                onChange={({ currentTarget }) => put(index, { units: currentTarget.value })}
              />
            )}
            <Button kind="quiet" onClick={() => change({ numbers: draft.numbers.filter((_, i) => i !== index) })}>
              <Icon name="close" /> {t('dropNumber', { n })}
            </Button>
          </div>
        )
      })}
      {draft.numbers.length < 20 ? (
        <Button onClick={() => change({ numbers: [...draft.numbers, numberDraft('')] })}>{t('addNumber')}</Button>
      ) : null}
    </fieldset>
  )
}
