import { useLocale, useTranslations } from 'use-intl/react'
import { moveReason } from '#features/task/schema.ts'
import { languageName } from '#words/language-name.ts'

/** The sentence for why a visit cannot stay where it is. */
export const useMoveWords = () => {
  const t = useTranslations('desk.toDo.because')
  const language = useLocale()
  return ({ why, about }: { why: string; about: string }): string => {
    const reason = moveReason.catch('rest').parse(why)
    return t(reason, { about: reason === 'need-interpreter' ? languageName(about, language) : about })
  }
}
