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
}

/** The text to be agreed to, in plain words. Risks are told where they can happen, and stand out. */
export const ConsentPaper = ({ parts, locale }: ConsentPaperProps) => {
  const t = useTranslations('consent.paper')
  const demo = parts.find(({ approvedBy }) => approvedBy === null)
  return (
    <article className={classes.text} lang={locale}>
      <h2 tabIndex={-1}>{t('title')}</h2>
      {demo === undefined ? null : <p className={classes.demo}>{t('notApproved', { source: demo.source })}</p>}
      {parts
        .filter(({ part }) => !AT_THE_FOOT.includes(part))
        .map(({ part, riskZone, heading, words }) => (
          <section key={`${part} ${riskZone}`} data-urgent={part === 'risk'}>
            <h3>{heading[locale]}</h3>
            <p>{words[locale]}</p>
          </section>
        ))}
    </article>
  )
}

/** The words of one part at the foot of the paper. */
export const footWords = (parts: readonly PaperPart[], part: 'agree' | 'assent', locale: Locale): string =>
  parts.find((one) => one.part === part)?.words[locale] ?? ''
