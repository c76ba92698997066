'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { ANYWHERE_AREA } from '#domain/recovery/areas.ts'
import { dateOf, dayNumberOf } from '#domain/time/calendar-date.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { AreaPicker } from '#ui/clinic/body-map/AreaPicker.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { CheckField, TextField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { useRestWords } from '../../../../patient-rest/use-rest-words.ts'
import { usePlace } from '../../../use-place.ts'
import classes from '../visit.module.css'
import { useVisit } from '../visit-context.ts'

export interface SaidElsewhere {
  readonly areaIds: string[]
  readonly onDate?: string
}

interface ElsewhereProps {
  /** The areas go on hold, so the day counts too. */
  holds: boolean
  /** As it was answered; no areas while nobody has said where. */
  areaIds: readonly string[]
  onDate: string | undefined
  saving: boolean
  onSay: (said: SaidElsewhere) => void
}

/** How far back the question asks. */
const DAYS_BACK = 7

/** Where and when somebody was needled elsewhere: the areas go on hold as if it had been here (Z12). */
export const Elsewhere = ({ holds, areaIds, onDate, saving, onSay }: ElsewhereProps) => {
  const t = useTranslations('practitioner.visit.elsewhere')
  const place = usePlace()
  const { areas, nowMs, data } = useVisit()
  const say = useRestWords({ ...place, nowMs })
  const today = localDateOf(nowMs, place.zone)
  const [chosen, setChosen] = useState<readonly string[]>(areaIds)
  const [date, setDate] = useState(onDate ?? today)
  const isWhole = chosen.includes(ANYWHERE_AREA)
  const held = data.heldAreas.filter(({ areaId }) => areaIds.includes(areaId))
  const isSaid = areaIds.join() === chosen.join() && (!holds || (onDate ?? today) === date)
  return (
    <div className={classes.elsewhere}>
      {areaIds.length === 0 ? (
        <Notice tone="due" title={t(holds ? 'where' : 'whereIs')} />
      ) : !holds ? null : held[0] === undefined ? (
        <Notice tone="done" title={t('rested', { areas: say.areas(areaIds) })} />
      ) : (
        <Notice
          tone="danger"
          title={t('held', { areas: say.areas(areaIds), until: say.holdUntil(held[0].until, held[0].placedByName) })}
        />
      )}
      <CheckField
        label={t('unknown')}
        checked={isWhole}
        onChange={({ currentTarget }) => setChosen(currentTarget.checked ? [ANYWHERE_AREA] : [])}
      />
      {isWhole ? null : (
        <AreaPicker
          areas={areas}
          selectedIds={chosen}
          onChange={setChosen}
          undecided={false}
          audience="staff"
          initialView="back"
          mapOpen={false}
        />
      )}
      {holds ? (
        <TextField
          label={t('when')}
          type="date"
          required
          min={dateOf(dayNumberOf(today) - DAYS_BACK)}
          max={today}
          value={date}
          onChange={({ currentTarget }) => setDate(currentTarget.value)}
        />
      ) : null}
      <div className={classes.actions}>
        <Button
          kind={isSaid ? 'plain' : 'primary'}
          disabled={chosen.length === 0 || date === '' || date > today}
          busy={saving}
          onClick={() => onSay(holds ? { areaIds: [...chosen], onDate: date } : { areaIds: [...chosen] })}
        >
          {t(holds ? 'hold' : 'sayWhere')}
        </Button>
      </div>
    </div>
  )
}
