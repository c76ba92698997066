'use client'

import { useTranslations } from 'use-intl/react'
import classes from './consent.module.css'
import { useSay } from './use-say.ts'
import { useVisit } from './visit-context.ts'

/** Versions of the text that are in the catalogue; others must not be signed from memory. */
export const KNOWN_TEXTS: readonly string[] = ['2026-1']

const PARAGRAPHS = ['what', 'common', 'rare', 'chest', 'other', 'free'] as const

/** The text to be agreed to, in plain words. Risks of the chest are told where they can happen. */
export const ConsentText = () => {
  const t = useTranslations('practitioner.visit.consent')
  const say = useSay()
  const { data } = useVisit()
  const version = data.consentTextVersion
  if (!KNOWN_TEXTS.includes(version)) return <p>{t('noText', { version })}</p>
  const at = `encounter.consent.${version}`
  const shown = PARAGRAPHS.filter((part) => part !== 'chest' || data.riskZones.includes('pleural'))
  return (
    <article className={classes.text}>
      <h2 tabIndex={-1}>{say(`${at}.title`)}</h2>
      <p className={classes.demo}>
        {t('demo', { status: say('encounter.consent.meta.status'), source: say('encounter.consent.meta.source') })}
      </p>
      {shown.map((part) => (
        <section key={part} data-urgent={part === 'chest'}>
          <h3>{say(`${at}.${part}Heading`)}</h3>
          <p>{say(`${at}.${part}`)}</p>
        </section>
      ))}
    </article>
  )
}
