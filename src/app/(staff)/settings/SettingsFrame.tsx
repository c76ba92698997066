'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { Icon } from '#ui/kit/Icon.tsx'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import { WithPanel } from '#ui/kit/StaffShell.tsx'
import classes from './settings.module.css'

interface SettingsFrameProps {
  title: string
  /** What is kept here and what it does, in a sentence. */
  intro: string
  /** The first action, such as "New service". */
  aside?: ReactNode
  /** What is being changed, beside the list it belongs to. */
  panel?: ReactNode
  panelLabel?: string
  /** The page above this one, where it is not the contents. */
  backTo?: { readonly href: string; readonly name: string }
  children: ReactNode
}

/** The frame of a page of the settings: the way back to the contents, its name, its list, and a panel beside it. */
export const SettingsFrame = ({
  title,
  intro,
  aside,
  panel = null,
  panelLabel,
  backTo,
  children,
}: SettingsFrameProps) => {
  const t = useTranslations('settings')
  return (
    <WithPanel panel={panel} panelLabel={panelLabel ?? title}>
      <div className={classes.wide}>
        <Link className={classes.back} href={backTo?.href ?? '/settings'} prefetch={false}>
          <Icon name="back" />
          {backTo?.name ?? t('title')}
        </Link>
        <PageTitle subtitle={intro} aside={aside}>
          {title}
        </PageTitle>
        {children}
      </div>
    </WithPanel>
  )
}
