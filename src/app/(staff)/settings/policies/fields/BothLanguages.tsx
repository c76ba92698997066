'use client'

import { useTranslations } from 'use-intl/react'
import { TextAreaField, TextField } from '#ui/kit/Field.tsx'

interface BothLanguagesProps {
  /** What it is, to be said with each language. */
  what: string
  /** Where it stands in the content. */
  path: string
  value: Readonly<Record<'en' | 'de', string>>
  onChange: (value: { en: string; de: string }) => void
  fault: (path: string) => string | undefined
  long?: boolean
  required?: boolean
  hint?: string
}

const LANGUAGES = ['en', 'de'] as const

/** The same in each language that the clinic speaks, one below the other so that none is forgotten. */
export const BothLanguages = ({
  what,
  path,
  value,
  onChange,
  fault,
  long,
  required = true,
  hint,
}: BothLanguagesProps) => {
  const t = useTranslations('policy')
  return LANGUAGES.map((language) => {
    const field = {
      ...{ label: t(`inLanguage.${language}`, { what }), value: value[language], required, hint },
      ...{ error: fault([path, language].join('.')), lang: language },
      onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
        onChange({ ...value, [language]: currentTarget.value }),
    }
    return long ? <TextAreaField key={language} rows={4} {...field} /> : <TextField key={language} {...field} />
  })
}
