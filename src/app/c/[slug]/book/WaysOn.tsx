'use client'

import { useTranslations } from 'use-intl/react'
import { phoneHref } from '#ui/clinic/PhoneText.tsx'
import { LinkButton } from '#ui/kit/Button.tsx'
import classes from './book.module.css'

export interface Ways {
  phone: string
  /** Where a visit without needles is booked; null: nowhere, or this is one. */
  withoutNeedlesHref: string | null
}

/** A no never ends the conversation: a person on the telephone is one press away, and a visit that no rest keeps away (Z11). */
export const WaysOn = ({ phone, withoutNeedlesHref }: Ways) => {
  const t = useTranslations('portal.book.when')
  return (
    <>
      <p className={classes.hint}>
        {t('doNotWait')} <a href={phoneHref(phone)}>{t('orCall', { phone })}</a>
      </p>
      {withoutNeedlesHref === null ? null : (
        <div className={classes.further}>
          <LinkButton href={withoutNeedlesHref}>{t('withoutNeedles')}</LinkButton>
        </div>
      )}
    </>
  )
}
