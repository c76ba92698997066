'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { ContentOf } from '#features/clinical-policy/schema.ts'
import type { FieldsOf } from '../policy-draft.ts'
import { BothLanguages } from './BothLanguages.tsx'

const lines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '')

/** A title and its steps, one a line. */
export const TextFields = ({ value, onChange, fault }: FieldsOf<ContentOf<'text'>>) => {
  const t = useTranslations('policy.text')
  const [typed, setTyped] = useState({ en: value.steps.en.join('\n'), de: value.steps.de.join('\n') })
  return (
    <>
      <BothLanguages
        what={t('title')}
        path="title"
        value={value.title}
        onChange={(title) => onChange({ ...value, title })}
        fault={fault}
      />
      <BothLanguages
        long
        what={t('steps')}
        hint={t('stepsHint')}
        path="steps"
        value={typed}
        onChange={(text) => {
          setTyped(text)
          onChange({ ...value, steps: { en: lines(text.en), de: lines(text.de) } })
        }}
        fault={fault}
      />
    </>
  )
}
