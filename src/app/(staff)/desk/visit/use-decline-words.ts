import { useTranslations } from 'use-intl/react'
import { DECLINE_REASONS } from './DeclineForm.tsx'

/** What the patient was told when a request was declined. */
export const useDeclineWords = () => {
  const t = useTranslations('arrange.request.reason')
  return (reason: string): string => {
    const known = DECLINE_REASONS.find((one) => one === reason)
    return known === undefined ? reason : t(known)
  }
}
