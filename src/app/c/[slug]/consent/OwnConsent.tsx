'use client'

import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { isSignedOut } from '../../../providers/problem.ts'
import { CallNotice } from '../CallNotice.tsx'
import pages from '../pages.module.css'
import { portalApi } from '../portal-api.ts'
import { signInAgain } from '../sign-in-again.ts'

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
  const requestId = useRef<string>(undefined)
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const takeBack = async () => {
    if (busy) return
    setBusy(true)
    setError(null)
    requestId.current ??= crypto.randomUUID()
    try {
      await portalApi(slug).consent.withdrawOwn.mutate({ requestId: requestId.current, consentId })
      window.location.assign(`/c/${slug}/consent?taken`)
    } catch (problem) {
      if (isSignedOut(problem)) return signInAgain(slug)
      setError(problem)
      setBusy(false)
    }
  }
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
          <Button kind="danger" busy={busy} onClick={() => void takeBack()} aria-describedby={consentId}>
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
