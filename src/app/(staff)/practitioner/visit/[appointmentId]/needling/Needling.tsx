'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { displayName } from '#domain/body/area.ts'
import { ANYWHERE_AREA } from '#domain/recovery/areas.ts'
import { AreaPicker } from '#ui/clinic/body-map/AreaPicker.tsx'
import { entriesOf, pointsNamed, rowOfEntry } from '#ui/clinic/needling/needling-rows.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { formatDay } from '#words/time.ts'
import { useRestWords } from '../../../../patient-rest/use-rest-words.ts'
import { usePlace } from '../../../use-place.ts'
import { OpenBoxes } from '../boxes/OpenBoxes.tsx'
import { Unused } from '../count/Unused.tsx'
import { Part } from '../Part.tsx'
import { Decisions } from '../screening/Decisions.tsx'
import { UnsentEntries } from '../UnsentEntries.tsx'
import type { UnsentOf } from '../use-unsent.ts'
import classes from '../visit.module.css'
import { useVisit } from '../visit-context.ts'
import { NeedlingArea } from './NeedlingArea.tsx'
import { NeedlingRecord } from './NeedlingRecord.tsx'
import { Usual } from './Usual.tsx'
import { type NeedlingDraft, useNeedlingDraft } from './use-needling-draft.ts'

/** Where needles went in, how many, and from which box. */
export const Needling = () => {
  const t = useTranslations('practitioner.visit.needling')
  const { data, counting, treats, records } = useVisit()
  return (
    <Part part="needling">
      {counting ? <p className={classes.hint}>{t('hiddenWhileCounting')}</p> : <NeedlingRecord />}
      <div className={classes.needling} hidden={counting}>
        {treats ? <NeedlingForm /> : null}
        {records && data.lots.length > 0 ? <Unused /> : null}
      </div>
    </Part>
  )
}

const useRestingUntil = (): Readonly<Record<string, string>> => {
  const place = usePlace()
  const { data, nowMs } = useVisit()
  return Object.fromEntries(
    data.restingAreas.map(({ areaId, until }) => [areaId, formatDay(Date.parse(until), place, { nowMs })]),
  )
}

/** Areas on hold in words; a hold of the whole body is one of every area. */
const useHeldUntil = (): Readonly<Record<string, string>> => {
  const place = usePlace()
  const { data, areas, nowMs } = useVisit()
  const say = useRestWords({ ...place, nowMs })
  return Object.fromEntries(
    data.heldAreas.flatMap(({ areaId, until, placedByName }) => {
      const words = say.holdUntil(until, placedByName)
      const held = areaId === ANYWHERE_AREA ? areas.filter(({ leaf }) => leaf).map(({ id }) => id) : [areaId]
      return held.map((id) => [id, words])
    }),
  )
}

const NeedlingForm = () => {
  const t = useTranslations('practitioner.visit.needling')
  const { data, areas, unsent, goTo } = useVisit()
  const draft = useNeedlingDraft()
  const restingUntil = useRestingUntil()
  const heldUntil = useHeldUntil()
  const [mapOpen] = useState(draft.rows.length === 0 && data.procedures.length === 0)
  const record = () => {
    unsent.recordNeedling({ entries: entriesOf(draft.rows) })
    draft.clear()
    // to what is written down now: the rows are gone, and with them where one was
    goTo('needling')
  }
  const change = (entry: UnsentOf<'needling'>) => {
    unsent.takeAway(entry)
    draft.bring(entry.input.entries.map(rowOfEntry))
  }
  return (
    <div className={classes.needling}>
      <UnsentEntries kind="needling" onChange={change} />
      <Planned />
      <OpenBoxes untilOneIsRead />
      <Usual draft={draft} />
      <fieldset className={classes.bare} aria-label={t('areas')}>
        <AreaPicker
          areas={areas}
          selectedIds={draft.chosen}
          onChange={draft.choose}
          undecided={false}
          restingUntil={restingUntil}
          heldUntil={heldUntil}
          audience="staff"
          shownRisks={['pleural']}
          initialView="back"
          mapOpen={mapOpen}
        />
        <Decisions choosing={{ areaIds: draft.chosen, points: pointsNamed(draft.rows) }} />
        {draft.rows.map((row) => (
          <NeedlingArea
            key={row.areaId}
            row={row}
            draft={draft}
            restingUntil={restingUntil[row.areaId] ?? null}
            heldUntil={heldUntil[row.areaId] ?? null}
          />
        ))}
      </fieldset>
      {data.lots.length === 0 ? (
        <Notice tone="due" title={t('scanFirst')}>
          <Button onClick={() => goTo('boxes')}>{t('toBoxes')}</Button>
        </Notice>
      ) : (
        <Record draft={draft} onRecord={record} />
      )}
    </div>
  )
}

const Record = ({ draft, onRecord }: { draft: NeedlingDraft; onRecord: () => void }) => {
  const t = useTranslations('practitioner.visit.needling')
  const words = useTranslations('needling')
  return (
    <>
      <p className={classes.hint} role="status">
        {draft.missing !== null ? words(`missing.${draft.missing}`) : words('kept')}
      </p>
      <div className={classes.bigActions}>
        <Button kind="primary" disabled={draft.missing !== null} onClick={onRecord}>
          {t('record', { count: draft.needles })}
        </Button>
      </div>
    </>
  )
}

const Planned = () => {
  const t = useTranslations('practitioner.visit.needling')
  const { locale } = usePlace()
  const { data, areas } = useVisit()
  const regions = areas.filter(({ id, leaf }) => !leaf && data.plannedAreaIds.includes(id))
  if (regions.length > 0) {
    const names = regions.map((area) => displayName(area, locale, 'staff')).join(', ')
    return <p className={classes.plain}>{t('plannedRegion', { areas: names })}</p>
  }
  return data.areasUndecided ? <p className={classes.plain}>{t('undecided')}</p> : null
}
