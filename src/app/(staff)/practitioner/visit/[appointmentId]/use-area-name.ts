'use client'

import { displayName } from '#domain/body/area.ts'
import { usePlace } from '../../use-place.ts'
import { useVisit } from './visit-context.ts'

/** What an area is called on this screen. */
export const useAreaName = () => {
  const { areas } = useVisit()
  const { locale } = usePlace()
  return (areaId: string): string => {
    const area = areas.find(({ id }) => id === areaId)
    return area === undefined ? areaId : displayName(area, locale, 'staff')
  }
}
