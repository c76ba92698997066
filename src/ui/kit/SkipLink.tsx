'use client'

import { useTranslations } from 'use-intl/react'
import classes from './kit.module.css'

export const CONTENT_ID = 'content'

/** First stop of the keyboard on each page: past the head to the element with `id={CONTENT_ID}`. */
export const SkipLink = () => {
  const t = useTranslations('kit')
  return (
    <a className={classes.skip} href={`#${CONTENT_ID}`}>
      {t('skipToContent')}
    </a>
  )
}
