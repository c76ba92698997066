'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { SettingsFrame } from '../settings/SettingsFrame.tsx'

interface StockFrameProps {
  title: string
  intro: string
  aside?: ReactNode
  panel?: ReactNode
  panelLabel?: string
  children: ReactNode
}

/** The frame of a page of the needles: like one of the settings, with the way back to its own contents. */
export const StockFrame = (props: StockFrameProps) => {
  const t = useTranslations('needles')
  return <SettingsFrame {...props} backTo={{ href: '/stock', name: t('title') }} />
}
