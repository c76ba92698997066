import { useLocale, useTranslations } from 'use-intl/react'
import { languageName } from '#words/language-name.ts'

/** What visits of somebody have to be like, as it is read from the house. */
export interface NeedToRead {
  readonly kind:
    | 'woman-practitioner'
    | 'chaperone'
    | 'interpreter'
    | 'accessible-room'
    | 'not-practitioner'
    | 'more-time'
  readonly practitionerName: string | null
  readonly language: string | null
  readonly extraMinutes: number
}

/** A need in words: "Interpreter: Arabic, 10 minutes more". */
export const useNeedWords = () => {
  const t = useTranslations('need')
  const locale = useLocale()
  return ({ kind, practitionerName, language, extraMinutes }: NeedToRead): string => {
    const what = t(`kind.${kind}`, {
      language: language === null ? '' : languageName(language, locale),
      practitioner: practitionerName ?? '',
    })
    return extraMinutes === 0 ? what : t('longer', { what, minutes: extraMinutes })
  }
}
