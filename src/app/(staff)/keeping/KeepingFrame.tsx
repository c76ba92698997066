'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { Icon } from '#ui/kit/Icon.tsx'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import { WithPanel } from '#ui/kit/shell/StaffShell.tsx'
import classes from './keeping.module.css'

interface KeepingFrameProps {
  title: string
  /** What is kept here and what it does, in a sentence. */
  intro: string
  /** The first action, such as "New service". */
  aside?: ReactNode
  /** What is being changed, beside the list it belongs to. */
  panel?: ReactNode
  panelLabel?: string
  /** The page above this one. */
  backTo: { readonly href: string; readonly name: string }
  children: ReactNode
}

/** The frame of a page on which things are kept: the way back, its name, its list, and a panel beside it. */
export const KeepingFrame = ({
  title,
  intro,
  aside,
  panel = null,
  panelLabel,
  backTo,
  children,
}: KeepingFrameProps) => {
  return (
    <WithPanel panel={panel} panelLabel={panelLabel ?? title}>
      <div className={classes.wide}>
        <Link className={classes.back} href={backTo.href} prefetch={false}>
          <Icon name="back" />
          {backTo.name}
        </Link>
        <PageTitle subtitle={intro} aside={aside}>
          {title}
        </PageTitle>
        {children}
      </div>
    </WithPanel>
  )
}
