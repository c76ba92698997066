'use client'

import { useTranslations } from 'use-intl/react'
import { displayName } from '#domain/body/area.ts'
import { useLotNumber } from '#ui/clinic/use-lot-number.ts'
import { Icon } from '#ui/kit/Icon.tsx'
import { usePlace } from '../../use-place.ts'
import classes from './visit.module.css'
import { useVisit } from './visit-context.ts'

/** Needles that are written down, area by area. */
export const NeedlingRecord = () => {
  const t = useTranslations('practitioner.visit')
  const { locale } = usePlace()
  const number = useLotNumber()
  const { data, areas } = useVisit()
  if (data.procedures.length === 0) return <p className={classes.hint}>{t('needling.nothing')}</p>
  return (
    <ul className={classes.lots} aria-label={t('needling.recorded')}>
      {data.procedures.map((procedure) => {
        const area = areas.find(({ id }) => id === procedure.areaId)
        return (
          <li key={procedure.id} data-error={procedure.enteredInError}>
            <strong>
              <Icon name="check" size={16} className={classes.doneMark} />
              {area === undefined ? procedure.areaId : displayName(area, locale, 'staff')}
            </strong>
            <span className={classes.hint}>
              {t(procedure.retained ? 'needling.rowRetained' : 'needling.row', {
                needles: procedure.needles,
                insertions: procedure.insertions,
                size: t('size', { diameter: procedure.diameterMm.toFixed(2), length: procedure.lengthMm }),
                lot: number.named(procedure.lotNumber),
              })}
              {procedure.enteredInError ? ` · ${t('needling.inError')}` : ''}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
