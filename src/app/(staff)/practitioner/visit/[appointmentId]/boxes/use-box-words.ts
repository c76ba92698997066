'use client'

import { useTranslations } from 'use-intl/react'
import type { ScannedLot } from '#features/lot/schema.ts'
import { useLotNumber } from '#ui/clinic/use-lot-number.ts'
import { formatDate } from '#words/time.ts'
import { usePlace } from '../../../use-place.ts'

/** What sentences about a box need: its size, its lot and how long it may be used, each in words where it is not known. */
export const useBoxWords = () => {
  const t = useTranslations('practitioner.visit')
  const { locale } = usePlace()
  const number = useLotNumber()
  return ({ diameterMm, lengthMm, lotNumber, expiryDate }: ScannedLot) => ({
    size: t('size', { diameter: diameterMm.toFixed(2), length: lengthMm }),
    lot: number.named(lotNumber),
    until:
      expiryDate === null
        ? t('boxes.untilUnknown')
        : t('boxes.until', {
            date: formatDate(expiryDate, locale),
          }),
  })
}
