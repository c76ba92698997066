'use client'

import { useTranslations } from 'use-intl/react'
import { type BodyArea, displayName } from '#domain/body/area.ts'
import { lengthWarning } from '#domain/encounter/needle-length.ts'
import { riskKeys } from '#ui/clinic/body-map/area-words.ts'
import { Notice } from '#ui/kit/Notice.tsx'
import { usePlace } from '../../../use-place.ts'
import classes from './decisions.module.css'
import { useFindings } from './use-findings.ts'

interface AreaRisksProps {
  area: BodyArea
  /** Of the needle that is chosen; null while none is. */
  lengthMm: number | null
}

/** Why a place asks for care, and that the chosen needle is long for it. No depth is ever called safe. */
export const AreaRisks = ({ area, lengthMm }: AreaRisksProps) => {
  const t = useTranslations('practitioner.visit.needling')
  const risk = useTranslations('contraindication')
  const body = useTranslations('body')
  const { locale } = usePlace()
  const zones = useFindings().zones.filter(({ zone }) => area.riskZones.includes(zone))
  const long = lengthMm === null ? null : lengthWarning(area, lengthMm, zones)
  if (zones.length === 0 && long === null) return null
  return (
    <div className={classes.risks}>
      {long === null ? null : (
        <Notice tone="danger">
          {t('long', {
            length: long.lengthMm,
            limit: long.limitMm,
            area: displayName(area, locale, 'staff'),
            zones: long.riskZones.map((zone) => body(riskKeys[zone])).join(', '),
          })}
        </Notice>
      )}
      {zones.map(({ zone, why }) => (
        <p key={zone} className={classes.why}>
          {risk('zone', { zone: body(riskKeys[zone]), why })}
        </p>
      ))}
    </div>
  )
}
