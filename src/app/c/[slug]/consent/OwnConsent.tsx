'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { CallNotice } from '../CallNotice.tsx'
import pages from '../pages.module.css'
import { portalApi } from '../portal-api.ts'
import { useOnePress } from '../use-one-press.ts'

interface OwnConsentProps {
  slug: string
  consentId: string
  technique: string
  signed: string
  /** In words; null while it stands. */
  withdrawn: string | null
}

/** One signed consent, and the way to take it back: asked once more, for it ends what is planned. */
export const OwnConsent = ({ slug, consentId, technique, signed, withdrawn }: OwnConsentProps) => {
  const t = useTranslations('consent.withdraw')
  const named = useTranslations('technique.name')
  const [asked, setAsked] = useState(false)
  const { busy, error, press } = useOnePress(
    slug,
    (requestId) => portalApi(slug).consent.withdrawOwn.mutate({ requestId, consentId }),
    `/c/${slug}/consent?taken`,
  )
  return (
    <div className={pages.card}>
      <span className={pages.cardMain} id={consentId}>
        {named(technique as Parameters<typeof named>[0])}
      </span>
      <span className={pages.cardMore}>{signed}</span>
      {error === null ? null : <CallNotice error={error} />}
      {withdrawn !== null ? (
        <span className={pages.cardMore}>{withdrawn}</span>
      ) : asked ? (
        <>
          <p>{t('body')}</p>
          <Button kind="danger" busy={busy} onClick={press} aria-describedby={consentId}>
            {t('title')}
          </Button>
          <Button onClick={() => setAsked(false)}>{t('keep')}</Button>
        </>
      ) : (
        <Button onClick={() => setAsked(true)} aria-describedby={consentId}>
          {t('title')}
        </Button>
      )}
    </div>
  )
}
