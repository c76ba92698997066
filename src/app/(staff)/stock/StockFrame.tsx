'use client'

import type { ComponentProps } from 'react'
import { useTranslations } from 'use-intl/react'
import { KeepingFrame } from '../keeping/KeepingFrame.tsx'

/** The frame of a page of the needles, with the way back to their contents. */
export const StockFrame = (frame: Omit<ComponentProps<typeof KeepingFrame>, 'backTo'>) => {
  const t = useTranslations('needles')
  return <KeepingFrame {...frame} backTo={{ href: '/stock', name: t('title') }} />
}
