'use client'

import { useTranslations } from 'use-intl/react'

type Kind = Parameters<ReturnType<typeof useTranslations<'sent.kind'>>>[0]
type Why = Parameters<ReturnType<typeof useTranslations<'sent.why'>>>[0]

/** What messages and reasons are called; a kind that nobody has words for by its name, a reason as "other". */
export const useProofWords = () => {
  const kinds = useTranslations('sent.kind')
  const reasons = useTranslations('sent.why')
  return {
    kindWords: (kind: string) => (kinds.has(kind as Kind) ? kinds(kind as Kind) : kind),
    reasonWords: (reason: string) => reasons(reasons.has(reason as Why) ? (reason as Why) : 'other'),
  }
}
