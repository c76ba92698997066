'use client'

import { useTranslations } from 'use-intl/react'
import { Icon } from '#ui/kit/Icon.tsx'
import { useAwake } from '#ui/kit/use-awake.ts'
import { VisuallyHidden } from '#ui/kit/VisuallyHidden.tsx'
import { LOCK_KEYS, useLeave } from './LockProvider.tsx'
import classes from './staff-menu.module.css'

/** Locks the screen at once; always at the same place. */
export const LockButton = () => {
  const t = useTranslations('session.lock')
  const leave = useLeave()
  const awake = useAwake()
  return (
    <button
      type="button"
      className={classes.person}
      disabled={!awake}
      title={t('nowHint', { keys: LOCK_KEYS })}
      aria-keyshortcuts={LOCK_KEYS}
      onClick={() => leave('staff/lock')}
    >
      <Icon name="lock" size={18} /> <VisuallyHidden>{t('now')}</VisuallyHidden>
    </button>
  )
}
