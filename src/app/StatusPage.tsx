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
  action?: ReactNode
}

/** Instead of a page: what happened, and one way on. */
export const StatusPage = ({ title, children, action }: StatusPageProps) => {
  const t = useTranslations('shell')
  return (
    <main className={classes.main} id={CONTENT_ID} data-audience="staff">
      <div className={classes.card}>
        <PageTitle>{title}</PageTitle>
        <p className={classes.aside}>{children}</p>
        {action ?? <LinkButton href="/">{t('toStart')}</LinkButton>}
      </div>
    </main>
  )
}
