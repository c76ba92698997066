'use client'

import { useTranslations } from 'use-intl/react'
import { INCIDENT_KINDS } from '#domain/incident/incident.ts'

/** The words of a kind; one that nobody has words for is something else. */
export const useKindWords = () => {
  const t = useTranslations('safety.incident.kind')
  return (kind: string): string => t(INCIDENT_KINDS.find((one) => one === kind) ?? 'other')
}
