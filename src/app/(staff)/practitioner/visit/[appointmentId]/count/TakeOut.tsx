'use client'

import { useTranslations } from 'use-intl/react'
import { stillIn } from '#domain/encounter/needle-count.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { useConsent } from '../consent/use-consent.ts'
import { useVisit } from '../visit-context.ts'

/** The consent was taken back while needles are in: before anything else they come out. */
export const TakeOut = () => {
  const t = useTranslations('consent.withdraw')
  const { data, records, goTo } = useVisit()
  const consent = useConsent()
  if (!records || consent.data?.takeOut !== true) return null
  const needles = data.count === null ? 0 : stillIn(data.count)
  return (
    <Notice tone="danger" role="alert" title={t('takeOut')}>
      <p>{t('takeOutBody', { needles })}</p>
      <Button kind="danger" onClick={() => goTo('out')}>
        {t('toOut')}
      </Button>
    </Notice>
  )
}
