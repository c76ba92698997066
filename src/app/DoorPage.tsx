import type { ReactNode } from 'react'
import { CONTENT_ID } from '#ui/kit/content-id.ts'
import { Mark } from '#ui/kit/Mark.tsx'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import { SkipLink } from '#ui/kit/shell/SkipLink.tsx'
import classes from './door.module.css'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { requestWords } from './request.ts'

interface DoorPageProps {
  title: ReactNode
  subtitle?: ReactNode
  children: ReactNode
}

/** The quiet frame before anybody is signed in: one card with one question. */
export const DoorPage = async ({ title, subtitle, children }: DoorPageProps) => {
  const t = await requestWords()
  return (
    <div className={classes.page} data-audience="staff">
      <SkipLink />
      <header className={classes.head}>
        <span className={classes.brand}>
          <Mark className={classes.brandMark} />
          {t('common.product')}
        </span>
        <LanguageSwitch />
      </header>
      <main id={CONTENT_ID} tabIndex={-1} className={classes.main}>
        <div className={classes.card}>
          <PageTitle subtitle={subtitle}>{title}</PageTitle>
          {children}
        </div>
      </main>
    </div>
  )
}
