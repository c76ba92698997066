'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { LinkButton } from '#ui/kit/Button.tsx'
import { CONTENT_ID } from '#ui/kit/content-id.ts'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import classes from './door.module.css'

interface StatusPageProps {
  title: ReactNode
  children: ReactNode
  /** Where the start is. */
  home?: string
  action?: ReactNode
}

/** Within the frame of a place: what happened, and one way on. */
export const StatusCard = ({ title, children, home = '/', action }: StatusPageProps) => {
  const t = useTranslations('shell')
  return (
    <div className={classes.status}>
      <div className={classes.card}>
        <PageTitle>{title}</PageTitle>
        <p className={classes.aside}>{children}</p>
        {action ?? <LinkButton href={home}>{t('toStart')}</LinkButton>}
      </div>
    </div>
  )
}

/** The same where there is no frame around it. */
export const StatusPage = (props: StatusPageProps) => (
  <main id={CONTENT_ID} className={classes.alone} data-audience="staff">
    <StatusCard {...props} />
  </main>
)
