'use client'

import { useTranslations } from 'use-intl/react'
import { CONTENT_ID } from '../content-id.ts'
import classes from '../kit.module.css'

/** First stop of the keyboard on each page: past the head to the element with `id={CONTENT_ID}`. */
export const SkipLink = () => {
  const t = useTranslations('kit')
  return (
    <a className={classes.skip} href={`#${CONTENT_ID}`}>
      {t('skipToContent')}
    </a>
  )
}
