'use client'

import { useTranslations } from 'use-intl/react'
import { TextField } from '#ui/kit/Field.tsx'
import classes from '../../keeping/edit.module.css'
import type { ProductForm } from './ProductPanel.tsx'

/** Brand, name and size: what tells one needle from another. */
export const SizeFields = ({ form: { draft, change, faultAt } }: { form: ProductForm }) => {
  const t = useTranslations('product')
  return (
    <>
      <TextField
        label={t('brand')}
        required
        maxLength={60}
        error={faultAt('brand')}
        value={draft.brand}
        onChange={({ currentTarget }) => change({ brand: currentTarget.value })}
      />
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        required
        maxLength={100}
        error={faultAt('name')}
        value={draft.name}
        onChange={({ currentTarget }) => change({ name: currentTarget.value })}
      />
      <div className={classes.pair}>
        <TextField
          label={t('diameter')}
          required
          inputMode="decimal"
          error={faultAt('diameterMm')}
          value={draft.diameterMm}
          onChange={({ currentTarget }) => change({ diameterMm: currentTarget.value })}
        />
        <TextField
          label={t('length')}
          required
          inputMode="decimal"
          error={faultAt('lengthMm')}
          value={draft.lengthMm}
          onChange={({ currentTarget }) => change({ lengthMm: currentTarget.value })}
        />
      </div>
    </>
  )
}
