'use client'

import { useTranslations } from 'use-intl/react'
import classes from '../panel.module.css'

interface WithWhomProps {
  name: string
  practitioners: readonly { readonly id: string; readonly name: string }[]
  /** null: any practitioner. */
  value: string | null
  onChange: (practitionerId: string | null) => void
}

/** With whom: anybody, or one of those who may do it. */
export const WithWhom = ({ name: group, practitioners, value, onChange }: WithWhomProps) => {
  const t = useTranslations('desk.when')
  return (
    <fieldset className={classes.people}>
      <legend className={classes.quiet}>{t('withWhom')}</legend>
      {[{ id: null, name: t('anybody') }, ...practitioners].map(({ id, name }) => (
        <label key={id ?? 'any'} className={classes.person}>
          <input type="radio" name={group} checked={value === id} onChange={() => onChange(id)} />
          <bdi>{name}</bdi>
        </label>
      ))}
    </fieldset>
  )
}
