'use client'

import { useTranslations } from 'use-intl/react'
import { useLive } from './LiveProvider.tsx'
import classes from './live-sign.module.css'

/** Says whether the screen is fresh; by word and shape, not by colour alone. */
export const LiveSign = () => {
  const t = useTranslations('shell')
  const status = useLive()
  const meaning = { live: t('liveMeaning'), reconnecting: t('reconnectingMeaning'), offline: t('offlineMeaning') }
  return (
    <span className={classes.sign} data-status={status} role="status" title={meaning[status]}>
      {t(status)}
    </span>
  )
}
