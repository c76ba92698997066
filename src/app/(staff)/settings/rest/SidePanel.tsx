'use client'

import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import edit from '../../keeping/edit.module.css'

interface SidePanelProps {
  title: string
  onClose: () => void
  children: ReactNode
}

/** Something to read and decide beside the list; it takes the focus to its title, and Escape closes it. */
export const SidePanel = ({ title, onClose, children }: SidePanelProps) => {
  const t = useTranslations('settings.edit')
  const panel = useRef<HTMLElement>(null)
  const close = useEffectEvent(onClose)
  // once: whoever has gone on into the panel is not called back by the next tick of the clock
  useEffect(() => {
    const { current } = panel
    current?.querySelector('h2')?.focus()
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') close()
    }
    current?.addEventListener('keydown', onKey)
    return () => current?.removeEventListener('keydown', onKey)
  }, [])
  return (
    <section ref={panel} className={edit.panel} aria-label={title}>
      <div className={edit.head}>
        <h2 tabIndex={-1}>{title}</h2>
        <Button kind="quiet" onClick={onClose} aria-label={t('close')} aria-keyshortcuts="Escape">
          <Icon name="close" />
        </Button>
      </div>
      {children}
    </section>
  )
}
