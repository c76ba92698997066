'use client'

import { useTranslations } from 'use-intl/react'
import type { ContentOf } from '#features/clinical-policy/schema.ts'
import classes from '../policies.module.css'
import { TERM_LISTS } from '../use-triage-words.ts'

type Terms = ContentOf<'triage-terms'>

/** What is listened for in one language: how much of each, and the words for whoever wants to read them. */
export const TermsRow = ({ language, terms }: { language: string; terms: Terms }) => {
  const t = useTranslations('policy.triage')
  return (
    <>
      {TERM_LISTS.map((list) => (
        <details key={list} className={classes.part}>
          <summary>{t('listOf', { list: t(`list.${list}`), count: terms[list].length })}</summary>
          <p lang={language}>{terms[list].join(' · ')}</p>
        </details>
      ))}
    </>
  )
}

/** Which phrases a draft takes up and which it takes out, list by list. */
export const TermsChanged = ({ now, then }: { now: Terms; then: Terms }) => {
  const t = useTranslations('policy.triage')
  const changed = TERM_LISTS.map((list) => ({
    list,
    added: then[list].filter((phrase) => !now[list].includes(phrase)),
    gone: now[list].filter((phrase) => !then[list].includes(phrase)),
  })).filter(({ added, gone }) => added.length + gone.length > 0)
  if (changed.length === 0) return <p>{t('sameWords')}</p>
  return (
    <dl className={classes.said}>
      {changed.map(({ list, added, gone }) => (
        <div key={list}>
          <dt>{t(`list.${list}`)}</dt>
          {added.length === 0 ? null : <dd>{t('added', { phrases: added.join(' · ') })}</dd>}
          {gone.length === 0 ? null : <dd>{t('gone', { phrases: gone.join(' · ') })}</dd>}
        </div>
      ))}
    </dl>
  )
}
