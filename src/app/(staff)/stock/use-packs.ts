import { useTranslations } from 'use-intl/react'
import { type PackSizes, packsOf } from '#domain/lot/packs.ts'

/** Needles in words as they lie on the shelf, such as “1 box, 3 blisters, 7 single”; null when no pack of them is known. */
export const usePacks = () => {
  const t = useTranslations('needles.packs')
  return (needles: number, sizes: PackSizes): string | null => {
    if (needles === 0 || (sizes.unitsPerBox === null && sizes.unitsPerBlister === null)) return null
    const { boxes, blisters, loose } = packsOf(needles, sizes)
    return [
      boxes > 0 ? t('boxes', { count: boxes }) : null,
      blisters > 0 ? t('blisters', { count: blisters }) : null,
      loose > 0 ? t('loose', { count: loose }) : null,
    ]
      .filter(Boolean)
      .join(', ')
  }
}
