'use client'

import { useId, useState } from 'react'
import { type AreaAudience, ancestorsOf, type BodyArea, type RiskZone } from '#domain/body/area.ts'
import { type AreaSpeech, areaLine } from './area-words.ts'
import { BodyMapLegend } from './BodyMapLegend.tsx'
import { BodyMapView } from './BodyMapView.tsx'
import classes from './body-map.module.css'
import { type BodyView, bodyViews } from './body-shapes.ts'
import { useAreaNames } from './use-area-names.ts'

export interface BodyMapProps {
  areas: readonly BodyArea[]
  selectedIds: readonly string[]
  /** Until when an area rests, in words ("Friday 27 November"), by area id. */
  restingUntil?: Readonly<Record<string, string>>
  /** Until when, or until whoever clears it, an area is on hold, in words, by area id. */
  heldUntil?: Readonly<Record<string, string>>
  audience: AreaAudience
  /** Zones to point out; none at the desk, the lung at least in the room. */
  shownRisks?: readonly RiskZone[]
  initialView?: BodyView
  /** Without it the map only shows. */
  onToggle?: (areaId: string) => void
}

const NOTHING = {}

/** The body from the front and from behind. Sides are written out as words; views are named (Z7). */
export const BodyMap = ({
  areas,
  selectedIds,
  restingUntil = NOTHING,
  heldUntil = NOTHING,
  audience,
  shownRisks = [],
  initialView = 'front',
  onToggle,
}: BodyMapProps) => {
  const { t, body, locale, nameOf } = useAreaNames(audience)
  const [view, setView] = useState<BodyView>(initialView)
  const [pointedId, setPointedId] = useState<string | null>(null)
  const switchName = useId()

  const speech: AreaSpeech = { locale, audience, restingUntil, heldUntil, shownRisks }
  const byId = new Map(areas.map((area) => [area.id, area]))
  const lineOf = (areaId: string): string => {
    const area = byId.get(areaId)
    return area ? areaLine(area, speech, body) : ''
  }
  const isWithin = (areaId: string) => ancestorsOf(areaId, areas).some(({ id }) => selectedIds.includes(id))
  const held = areas.filter((area) => heldUntil[area.id] !== undefined)
  const resting = areas.filter((area) => restingUntil[area.id] !== undefined && !held.includes(area))

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
            isHeld={(areaId) => heldUntil[areaId] !== undefined}
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
      <KeptAway label={t('heldNow')} held>
        {held.map((area) => t('restingLine', { name: nameOf(area), until: heldUntil[area.id] ?? '' }))}
      </KeptAway>
      <KeptAway label={t('restingNow')}>
        {resting.map((area) => t('restingLine', { name: nameOf(area), until: restingUntil[area.id] ?? '' }))}
      </KeptAway>
      <BodyMapLegend resting={resting.length > 0} held={held.length > 0} risk={shownRisks.length > 0} />
    </div>
  )
}

/** The lines of what rests or is on hold, below the map; nothing where there is none. */
const KeptAway = ({ label, held = false, children }: { label: string; held?: boolean; children: readonly string[] }) =>
  children.length === 0 ? null : (
    <ul className={classes.resting} data-held={held} aria-label={label}>
      {children.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
