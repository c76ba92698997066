'use client'

import { useId, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl/react'
import { type AreaAudience, ancestorsOf, type BodyArea, displayName, type RiskZone } from '#domain/body/area.ts'
import { isLocale } from '#words/locale.ts'
import type { Translate } from '#words/translator.ts'
import { type AreaSpeech, areaLine } from './area-words.ts'
import { BodyMapLegend } from './BodyMapLegend.tsx'
import { BodyMapView } from './BodyMapView.tsx'
import classes from './body-map.module.css'
import { type BodyView, bodyViews } from './body-shapes.ts'

export interface BodyMapProps {
  areas: readonly BodyArea[]
  selectedIds: readonly string[]
  /** Until when an area rests, in words ("Friday 27 November"), by area id. */
  restingUntil?: Readonly<Record<string, string>>
  audience: AreaAudience
  /** Zones to point out; none at the desk, the lung at least in the room. */
  shownRisks?: readonly RiskZone[]
  initialView?: BodyView
  /** Without it the map only shows. */
  onToggle?: (areaId: string) => void
}

const NOTHING_RESTS = {}

/** The body from the front and from behind. Sides are written out as words; views are named (Z7). */
export const BodyMap = ({
  areas,
  selectedIds,
  restingUntil = NOTHING_RESTS,
  audience,
  shownRisks = [],
  initialView = 'front',
  onToggle,
}: BodyMapProps) => {
  const t = useTranslations('body')
  const language = useLocale()
  const locale = isLocale(language) ? language : 'en'
  const [view, setView] = useState<BodyView>(initialView)
  const [pointedId, setPointedId] = useState<string | null>(null)
  const switchName = useId()

  const body: Translate = (key, values) => t(key as Parameters<typeof t>[0], values)
  const speech: AreaSpeech = { locale, audience, restingUntil, shownRisks }
  const byId = new Map(areas.map((area) => [area.id, area]))
  const lineOf = (areaId: string): string => {
    const area = byId.get(areaId)
    return area ? areaLine(area, speech, body) : ''
  }
  const isWithin = (areaId: string) => ancestorsOf(areaId, areas).some(({ id }) => selectedIds.includes(id))
  const resting = areas.filter((area) => restingUntil[area.id] !== undefined)

  return (
    <div className={classes.map} data-view={view} data-fixed={onToggle === undefined}>
      <div className={classes.switch} role="radiogroup" aria-label={t('viewSwitch')}>
        {bodyViews.map((choice) => (
          <label key={choice}>
            <input type="radio" name={switchName} checked={view === choice} onChange={() => setView(choice)} />
            {choice === 'front' ? t('showFront') : t('showBack')}
          </label>
        ))}
      </div>
      <div className={classes.views}>
        {bodyViews.map((each) => (
          <BodyMapView
            key={each}
            view={each}
            known={byId}
            selectedIds={selectedIds}
            isWithin={isWithin}
            isResting={(areaId) => restingUntil[areaId] !== undefined}
            isRisky={(areaId) => shownRisks.some((zone) => byId.get(areaId)?.riskZones.includes(zone))}
            lineOf={lineOf}
            onPoint={setPointedId}
            onToggle={onToggle}
          />
        ))}
      </div>
      <p className={classes.readout} data-hint={pointedId === null} aria-hidden="true">
        {pointedId === null ? t('readoutHint') : lineOf(pointedId)}
      </p>
      {resting.length === 0 ? null : (
        <ul className={classes.resting} aria-label={t('restingNow')}>
          {resting.map((area) => (
            <li key={area.id}>
              {t('restingLine', { name: displayName(area, locale, audience), until: restingUntil[area.id] ?? '' })}
            </li>
          ))}
        </ul>
      )}
      <BodyMapLegend resting={resting.length > 0} risk={shownRisks.length > 0} />
    </div>
  )
}
