'use client'

import { useTranslations } from 'use-intl/react'

/** A lot's number in words, where it may be one that nobody knows. */
export const useLotNumber = () => {
  const t = useTranslations('common.lotNumber')
  return {
    /** Standing alone, as in a list. */
    alone: (lotNumber: string | null): string => lotNumber ?? t('unknown'),
    /** After the word for a lot: "lot 24H07A", "lot of unknown number". */
    named: (lotNumber: string | null): string => lotNumber ?? t('ofUnknown'),
  }
}
