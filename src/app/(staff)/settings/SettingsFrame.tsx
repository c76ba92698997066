'use client'

import type { ComponentProps } from 'react'
import { useTranslations } from 'use-intl/react'
import { KeepingFrame } from '../keeping/KeepingFrame.tsx'

/** The frame of a page of the settings, with the way back to their contents. */
export const SettingsFrame = ({
  backTo,
  ...frame
}: Omit<ComponentProps<typeof KeepingFrame>, 'backTo'> &
  Partial<Pick<ComponentProps<typeof KeepingFrame>, 'backTo'>>) => {
  const t = useTranslations('settings')
  return <KeepingFrame {...frame} backTo={backTo ?? { href: '/settings', name: t('title') }} />
}
