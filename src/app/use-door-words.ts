'use client'

import { useTranslations } from 'use-intl/react'
import type { DoorProblem, Said } from './knock.ts'

/** Says what stands in the way at a door. */
export const useDoorWords = (
  numbers: Readonly<Record<string, number>> = {},
  rename: Partial<Record<DoorProblem, DoorProblem>> = {},
): ((said: Said) => string) => {
  const t = useTranslations('session')
  return ({ problem, minutes }) => {
    const meant = rename[problem] ?? problem
    if (meant === 'too-many') return minutes === null ? t('problem.too-many-later') : t('problem.too-many', { minutes })
    return t(`problem.${meant}`, { min: 0, max: 0, minutes: 0, ...numbers })
  }
}
