'use client'

import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { StatusCard } from './StatusPage.tsx'

/** What the framework hands to the page that stands in for a broken one. */
export interface ErrorPageProps {
  error: Error & { digest?: string }
  reset: () => void
}

/** In place of a page that broke. It takes the focus: what had it is gone. */
export const ErrorCard = ({ error, reset }: ErrorPageProps) => {
  const t = useTranslations()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.querySelector('h1')?.focus(), [])
  return (
    <div ref={place}>
      <StatusCard
        title={t('shell.errorTitle')}
        action={
          <Button kind="primary" onClick={reset}>
            {t('kit.tryAgain')}
          </Button>
        }
      >
        {error.digest === undefined ? t('shell.errorBodyPlain') : t('shell.errorBody', { digest: error.digest })}
      </StatusCard>
    </div>
  )
}
