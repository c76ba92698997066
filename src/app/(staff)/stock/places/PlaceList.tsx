'use client'

import { useTranslations } from 'use-intl/react'
import type { StockPlace } from '#features/stock/schema.ts'
import { usePlaceName } from '../use-place-name.ts'
import classes from './places.module.css'

interface PlaceListProps {
  places: readonly StockPlace[]
  chosen: string
  onChoose: (placeId: string) => void
}

/** The places, each with how much lies there. */
export const PlaceList = ({ places, chosen, onChoose }: PlaceListProps) => {
  const t = useTranslations('needles.place')
  const nameOf = usePlaceName()
  return (
    <nav aria-label={t('choose')}>
      <ul className={classes.places}>
        {places.map((place) => (
          <li key={place.id}>
            <button
              type="button"
              className={classes.place}
              aria-current={place.id === chosen ? 'true' : undefined}
              onClick={() => onChoose(place.id)}
            >
              <span className={classes.placeName}>{nameOf(place)}</span>
              <span className={classes.holds}>{t('holds', { lots: place.lots, needles: place.needles })}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}
