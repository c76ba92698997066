'use client'

import { useTranslations } from 'use-intl/react'
import { STERILE_METHODS } from '#domain/lot/product.ts'
import { TextField } from '#ui/kit/Field.tsx'
import classes from '../../keeping/edit.module.css'
import { SelectField } from '../../keeping/fields.tsx'
import type { ProductForm } from './ProductPanel.tsx'
import type { ProductDraft } from './product-draft.ts'

/** Texts of the form that are typed as they stand. */
type TextOf = 'unitsPerBlister' | 'unitsPerBox' | 'reference' | 'gauges' | 'handle' | 'shelfLifeMonths' | 'hibc'

/** What else the box says. */
export const PackFields = ({ form: { draft, change, faultAt } }: { form: ProductForm }) => {
  const t = useTranslations('product')
  const field = (name: TextOf, label: string, more: { hint?: string; maxLength?: number } = {}) => (
    <TextField
      label={label}
      {...more}
      error={faultAt(name)}
      value={draft[name]}
      onChange={({ currentTarget }) => change({ [name]: currentTarget.value })}
    />
  )
  return (
    <fieldset className={classes.group}>
      <legend>{t('details')}</legend>
      <div className={classes.pair}>
        {field('unitsPerBox', t('unitsPerBox'))}
        {field('unitsPerBlister', t('unitsPerBlister'))}
      </div>
      {field('reference', t('reference'), { maxLength: 60 })}
      {field('gauges', t('gauges'), { hint: t('gaugesHint'), maxLength: 200 })}
      {field('handle', t('handle'), { hint: t('handleHint'), maxLength: 60 })}
      <SelectField
        label={t('tube')}
        value={draft.tube}
        onChange={(tube) => change({ tube: tube as ProductDraft['tube'] })}
        choices={(['unknown', 'yes', 'no'] as const).map((value) => ({ value, label: t(`tubes.${value}`) }))}
      />
      <SelectField
        label={t('sterile')}
        value={draft.sterileMethod}
        onChange={(sterileMethod) => change({ sterileMethod })}
        choices={(['unknown', ...STERILE_METHODS] as const).map((value) => ({
          value,
          label: t(`sterileMethods.${value}`),
        }))}
      />
      {field('shelfLifeMonths', t('shelfLife'))}
      {field('hibc', t('hibc'), { hint: t('hibcHint'), maxLength: 23 })}
    </fieldset>
  )
}
