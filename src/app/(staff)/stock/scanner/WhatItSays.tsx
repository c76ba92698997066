'use client'

import { useLocale, useTranslations } from 'use-intl/react'
import { SEPARATOR } from '#domain/lot/scan-text.ts'
import { isLocale } from '#words/locale.ts'
import { scanRefusalWords } from '#words/lot.ts'
import { formatDate } from '#words/time.ts'
import type { Translate } from '#words/translator.ts'
import type { Tried } from './ScannerScreen.tsx'
import classes from './scanner.module.css'

/** Signs that nobody sees, made visible. */
const shown = (raw: string): string =>
  [...raw].map((sign) => (sign === SEPARATOR ? '⟨GS⟩' : sign < ' ' ? `⟨${sign.codePointAt(0)}⟩` : sign)).join('')

/** The very characters that arrived, and what a label of them would say here. */
export const WhatItSays = ({ tried: { raw, read } }: { tried: Tried }) => {
  const t = useTranslations('scanner')
  const anyWord = useTranslations() as Translate
  const language = useLocale()
  const locale = isLocale(language) ? language : 'en'
  return (
    <dl className={classes.facts}>
      <dt>{t('characters')}</dt>
      <dd>
        <code>{shown(raw)}</code>
      </dd>
      {read.ok ? (
        <>
          <dt>{t('article')}</dt>
          <dd>{read.gtin14 ?? (read.hibc === null ? t('none') : read.hibc.labeler + read.hibc.product)}</dd>
          <dt>{t('lot')}</dt>
          <dd>{read.lotNumber ?? t('none')}</dd>
          <dt>{t('expiry')}</dt>
          <dd>{read.expiryDate === null ? t('none') : formatDate(read.expiryDate, locale, 'long')}</dd>
          <dt>{t('serial')}</dt>
          <dd>{read.serial ?? t('none')}</dd>
        </>
      ) : (
        <>
          <dt>{t('notRead')}</dt>
          <dd>{scanRefusalWords(read, anyWord).text}</dd>
        </>
      )}
    </dl>
  )
}
