import { useTranslations } from 'use-intl/react'

/** The sentence for what is wrong with one field: it is empty, or its number is out of bounds. */
export const useFieldWords = () => {
  const t = useTranslations('settings.field')
  return (problem: 'missing' | readonly [number, number] | undefined): string | undefined =>
    problem === undefined
      ? undefined
      : problem === 'missing'
        ? t('missing')
        : t('number', { min: problem[0], max: problem[1] })
}
