'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { canBeHeard, missingRed } from '#domain/aftercare/said-words.ts'
import type { ContentOf } from '#features/clinical-policy/schema.ts'
import { TextAreaField } from '#ui/kit/Field.tsx'
import classes from '../policies.module.css'
import type { FieldsOf } from '../policy-draft.ts'
import { TryWords } from '../TryWords.tsx'
import { TERM_LISTS } from '../use-triage-words.ts'

type Terms = ContentOf<'triage-terms'>

/** One phrase a line. */
const phrasesIn = (text: string): string[] => [
  ...new Set(text.split('\n').flatMap((line) => (line.trim() === '' ? [] : line.trim()))),
]

/** What is listened for in the free words of one language; what is red in every clinic stands above and cannot be taken away. */
export const TermsFields = ({ language, value, onChange, fault }: FieldsOf<Terms> & { language: string }) => {
  const t = useTranslations('policy.triage')
  const [red] = useState(() => missingRed(language, []))
  const [typed, setTyped] = useState(() => ({
    ...{ concerning: value.concerning.join('\n'), harmless: value.harmless.join('\n') },
    negations: value.negations.join('\n'),
    emergency: value.emergency.filter((phrase) => !red.includes(phrase)).join('\n'),
  }))
  const withRed = (phrases: readonly string[]) => [...new Set([...red, ...phrases])]
  const faultOf = (list: (typeof TERM_LISTS)[number]): string | undefined => {
    const unheard = value[list].filter((phrase) => !canBeHeard(phrase))
    if (unheard.length > 0) return t('notHeard', { phrases: unheard.join(', ') })
    return fault(list) ?? value[list].map((_, nth) => fault(`${list}.${nth}`)).find((words) => words !== undefined)
  }
  return (
    <>
      <p>{t('phraseHint')}</p>
      <details className={classes.part}>
        <summary>{t('redEverywhere', { count: red.length })}</summary>
        <p lang={language}>{red.join(' · ')}</p>
      </details>
      {TERM_LISTS.map((list) => (
        <TextAreaField
          key={list}
          label={list === 'emergency' ? t('ownRed') : t(`list.${list}`)}
          hint={t(`listHint.${list}`)}
          lang={language}
          spellCheck={false}
          rows={list === 'concerning' ? 10 : 5}
          error={faultOf(list)}
          value={typed[list]}
          onChange={({ currentTarget }) => {
            const phrases = phrasesIn(currentTarget.value)
            setTyped({ ...typed, [list]: currentTarget.value })
            const emergency = withRed(list === 'emergency' ? phrases : value.emergency)
            onChange({ ...value, [list]: phrases, emergency })
          }}
        />
      ))}
      <TryWords draft={{ language, terms: value }} />
    </>
  )
}
