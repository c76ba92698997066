'use client'

import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import { useDesk } from './desk-context.ts'
import classes from './panel.module.css'

/** The head of the side panel. A panel that opens takes the focus to its first job, else to its title. */
export const PanelHead = ({ title }: { title: string }) => {
  const t = useTranslations('desk')
  const { back } = useDesk()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const first = heading.current?.closest('aside')?.querySelector<HTMLElement>('[data-first-focus="true"]')
    ;(first ?? heading.current)?.focus()
  }, [])
  return (
    <div className={classes.panelHead}>
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <Button kind="quiet" onClick={back} aria-label={t('closePanel')} aria-keyshortcuts="Escape">
        <Icon name="close" />
      </Button>
    </div>
  )
}
