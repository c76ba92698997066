'use client'

import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { StatusPage } from './StatusPage.tsx'

interface ErrorPageProps {
  error: Error & { digest?: string }
  reset: () => void
}

const ErrorPage = ({ error, reset }: ErrorPageProps) => {
  const t = useTranslations()
  return (
    <StatusPage
      title={t('shell.errorTitle')}
      action={
        <Button kind="primary" onClick={reset}>
          {t('kit.tryAgain')}
        </Button>
      }
    >
      {error.digest === undefined ? t('shell.errorBodyPlain') : t('shell.errorBody', { digest: error.digest })}
    </StatusPage>
  )
}

export default ErrorPage
