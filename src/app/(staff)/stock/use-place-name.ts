import { useTranslations } from 'use-intl/react'

interface Place {
  readonly kind: 'store' | 'room' | 'bag'
  readonly name: string | null
}

/** What a place is called: a clinic's one store has no name of its own, a bag is called after who carries it. */
export const usePlaceName = () => {
  const t = useTranslations('needles.place')
  return ({ kind, name }: Place): string => {
    if (name === null) return t('store')
    return kind === 'bag' ? t('bagOf', { name }) : name
  }
}
