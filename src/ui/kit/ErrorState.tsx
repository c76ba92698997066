'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import classes from './kit.module.css'

interface ErrorStateProps {
  /** What happened, as a sentence. */
  children: ReactNode
  title?: ReactNode
  /** What is safe: what was saved, what was not. Says "nothing you entered was lost" only where that is true. */
  safe?: ReactNode
  onTryAgain?: () => void
  busy?: boolean
}

export const ErrorState = ({ children, title, safe, onTryAgain, busy = false }: ErrorStateProps) => {
  const t = useTranslations('kit')
  return (
    <div className={classes.state} data-tone="danger" role="alert">
      <Icon name="alert" size={32} />
      <p className={classes.stateTitle}>{title ?? t('somethingWrong')}</p>
      <p className={classes.stateBody}>{children}</p>
      {safe === undefined ? null : <p className={classes.stateBody}>{safe}</p>}
      {onTryAgain === undefined ? null : (
        <div className={classes.stateActions}>
          <Button onClick={onTryAgain} busy={busy}>
            {t('tryAgain')}
          </Button>
        </div>
      )}
    </div>
  )
}
