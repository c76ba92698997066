'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { Icon, type IconName } from './Icon.tsx'
import classes from './kit.module.css'

export type Tone = 'info' | 'due' | 'danger' | 'done'

const icons: Readonly<Record<Tone, IconName>> = { info: 'info', due: 'clock', danger: 'alert', done: 'check' }

interface NoticeProps {
  tone: Tone
  /** Without a title the tone's own word stands there: a colour never speaks alone. */
  title?: ReactNode
  children?: ReactNode
  /** `alert` interrupts whoever listens; for what went wrong just now. */
  role?: 'status' | 'alert' | 'note'
}

export const Notice = ({ tone, title, children, role = 'note' }: NoticeProps) => {
  const t = useTranslations('kit')
  return (
    <div className={classes.notice} data-tone={tone} role={role}>
      <Icon name={icons[tone]} size={20} />
      <p className={classes.noticeHead}>{title ?? t(tone)}</p>
      {children === undefined ? null : <div className={classes.noticeBody}>{children}</div>}
    </div>
  )
}
