'use client'

import { useTranslations } from 'use-intl/react'
import type { RiskZone } from '#domain/body/area.ts'
import { toggleArea } from '#domain/body/selection.ts'
import { hearEarly } from '../../kit/hear-early.ts'
import { Icon } from '../../kit/Icon.tsx'
import { useKeepFocus } from '../../kit/use-keep-focus.ts'
import { AreaSearch } from './AreaSearch.tsx'
import classes from './area-picker.module.css'
import { type AreaChoice, keptAway } from './area-words.ts'
import { BodyMap } from './BodyMap.tsx'
import type { BodyView } from './body-shapes.ts'
import { useAreaNames } from './use-area-names.ts'

export interface AreaPickerProps
  extends Omit<AreaChoice, 'restingUntil' | 'heldUntil'>,
    Partial<Pick<AreaChoice, 'restingUntil' | 'heldUntil'>> {
  onChange: (selectedIds: readonly string[]) => void
  /** The areas are left to the practitioner. */
  undecided: boolean
  /** Left out where "decide in the room" makes no sense: in the room. */
  onUndecidedChange?: (undecided: boolean) => void
  shownRisks?: readonly RiskZone[]
  initialView?: BodyView
  mapOpen?: boolean
}

const NOTHING = {}

/** Where on the body: by name, from the map, or left to be decided in the room (Z16). */
export const AreaPicker = (props: AreaPickerProps) => {
  const { areas, selectedIds, onChange, undecided, onUndecidedChange, audience } = props
  const { restingUntil = NOTHING, heldUntil = NOTHING } = props
  const choice: AreaChoice = { areas, selectedIds, restingUntil, heldUntil, audience }
  const t = useTranslations('body')
  const onToggle = (areaId: string) => {
    if (undecided) onUndecidedChange?.(false)
    onChange(toggleArea(selectedIds, areaId, areas))
  }
  return (
    <div className={classes.picker}>
      <AreaSearch {...choice} onToggle={onToggle} onGiveUpLast={() => onChange(selectedIds.slice(0, -1))} />
      <ChosenAreas {...choice} onGiveUp={onToggle} />
      {onUndecidedChange === undefined ? null : (
        <label className={classes.undecided}>
          <input
            ref={hearEarly}
            type="checkbox"
            checked={undecided}
            onChange={(event) => {
              if (event.currentTarget.checked) onChange([])
              onUndecidedChange(event.currentTarget.checked)
            }}
          />
          <span>
            <span className={classes.label}>{t('decideInRoom')}</span>
            <span className={classes.hint}> {t('decideInRoomHint')}</span>
          </span>
        </label>
      )}
      <details className={classes.mapBox} open={props.mapOpen ?? true}>
        <summary>{t('showMap')}</summary>
        <div className={classes.mapInside}>
          <BodyMap {...choice} shownRisks={props.shownRisks} initialView={props.initialView} onToggle={onToggle} />
          <p className={classes.hint}>{t('deepAreas')}</p>
        </div>
      </details>
    </div>
  )
}

interface ChosenAreasProps extends AreaChoice {
  onGiveUp: (areaId: string) => void
}

const ChosenAreas = ({ areas, selectedIds, restingUntil, heldUntil, audience, onGiveUp }: ChosenAreasProps) => {
  const { t, body, nameOf } = useAreaNames(audience)
  const chosen = selectedIds.flatMap((id) => areas.filter((area) => area.id === id))
  // patients need not be exact, and are not told what rests
  const coarse = audience === 'patient' ? [] : chosen.filter((area) => !area.leaf)
  const place = useKeepFocus<HTMLDivElement>(chosen.length)
  if (chosen.length === 0)
    return (
      <div ref={place}>
        <p className={classes.none} tabIndex={-1}>
          {t('noneChosen')}
        </p>
      </div>
    )
  return (
    <div ref={place}>
      <ul className={classes.chips} aria-label={t('chosenAreas')}>
        {chosen.map((area) => (
          <li
            key={area.id}
            className={classes.chip}
            data-resting={restingUntil[area.id] !== undefined}
            data-held={heldUntil[area.id] !== undefined}
          >
            {nameOf(area)}
            <ChipRest>{keptAway(area.id, { restingUntil, heldUntil }, body)}</ChipRest>
            <button
              type="button"
              className={classes.remove}
              aria-label={t('giveUp', { name: nameOf(area) })}
              onClick={() => onGiveUp(area.id)}
            >
              <Icon name="close" size={14} />
            </button>
          </li>
        ))}
      </ul>
      {coarse.map((area) => (
        <p key={area.id} className={classes.hint}>
          {t('coarseHint', { name: nameOf(area) })}
        </p>
      ))}
    </div>
  )
}

const ChipRest = ({ children }: { children: string | null }) =>
  children === null ? null : <span className={classes.chipRest}>{children}</span>
