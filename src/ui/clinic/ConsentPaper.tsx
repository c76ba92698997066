'use client'

import { useTranslations } from 'use-intl/react'
import type { Locale } from '#words/locale.ts'
import classes from './consent-paper.module.css'

/** A part of the paper as its clinic wrote it. */
export interface PaperPart {
  readonly part: string
  readonly riskZone: string | null
  readonly heading: Readonly<Record<Locale, string>>
  readonly words: Readonly<Record<Locale, string>>
  readonly source: string
  readonly approvedBy: string | null
}

/** What stands at the foot, beside the signature, and not in the text. */
const AT_THE_FOOT = ['agree', 'assent']

interface ConsentPaperProps {
  parts: readonly PaperPart[]
  /** The language that is read and signed, whatever the page around it speaks. */
  locale: Locale
  /** Its title is that of the whole page. */
  top?: boolean
}

/** The text to be agreed to, in plain words. Risks are told where they can happen, and stand out. */
export const ConsentPaper = ({ parts, locale, top = false }: ConsentPaperProps) => {
  const t = useTranslations('consent.paper')
  const [Title, Heading] = top ? (['h1', 'h2'] as const) : (['h2', 'h3'] as const)
  const demo = parts.find(({ approvedBy }) => approvedBy === null)
  return (
    <article className={classes.text} lang={locale}>
      <Title tabIndex={-1}>{t('title')}</Title>
      {demo === undefined ? null : <p className={classes.demo}>{t('notApproved', { source: demo.source })}</p>}
      {parts
        .filter(({ part }) => !AT_THE_FOOT.includes(part))
        .map(({ part, riskZone, heading, words }) => (
          <section key={`${part} ${riskZone}`} data-urgent={part === 'risk'}>
            <Heading>{heading[locale]}</Heading>
            <p>{words[locale]}</p>
          </section>
        ))}
    </article>
  )
}

/** The words of one part at the foot of the paper. */
export const footWords = (parts: readonly PaperPart[], part: 'agree' | 'assent', locale: Locale): string =>
  parts.find((one) => one.part === part)?.words[locale] ?? ''
