'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { displayName } from '#domain/body/area.ts'
import { ANYWHERE_AREA } from '#domain/recovery/areas.ts'
import { AreaPicker } from '#ui/clinic/AreaPicker.tsx'
import { entriesOf, type NeedlingRow, needlesIn, rowsFor, usuallyRetained } from '#ui/clinic/needling-rows.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { formatDay } from '#words/time.ts'
import { useTRPCClient } from '../../../../providers/trpc.ts'
import { useRestWords } from '../../../patient-rest/use-rest-words.ts'
import { usePlace } from '../../use-place.ts'
import { Decisions } from './Decisions.tsx'
import { EntryNotice } from './EntryNotice.tsx'
import { NeedlingArea } from './NeedlingArea.tsx'
import { NeedlingRecord } from './NeedlingRecord.tsx'
import { Part } from './Part.tsx'
import { Unused } from './Unused.tsx'
import { useEntry } from './use-entry.ts'
import classes from './visit.module.css'
import { encounterIdOf, useVisit } from './visit-context.ts'

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

/** Planned places stand there from the start, until something has been written down. */
const useRows = () => {
  const { data, areas } = useVisit()
  const retained = usuallyRetained(data.visit.technique)
  const [chosen, setChosen] = useState<readonly string[]>(() => (data.procedures.length > 0 ? [] : data.plannedAreaIds))
  const [rows, setRows] = useState<readonly NeedlingRow[]>([])
  const leaves = chosen.filter((id) => areas.some((area) => area.id === id && area.leaf))
  return {
    chosen,
    setChosen,
    rows: rowsFor(leaves, rows, retained),
    change: (row: NeedlingRow) => setRows([...rows.filter(({ areaId }) => areaId !== row.areaId), row]),
    clear: () => {
      setChosen([])
      setRows([])
    },
  }
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
  const { data, areas, goTo } = useVisit()
  const api = useTRPCClient()
  const { chosen, setChosen, rows, change, clear } = useRows()
  const restingUntil = useRestingUntil()
  const heldUntil = useHeldUntil()
  const entry = useEntry((input: Parameters<typeof api.encounter.recordNeedling.mutate>[0]) =>
    api.encounter.recordNeedling.mutate(input),
  )
  const [mapOpen] = useState(rows.length === 0 && data.procedures.length === 0)
  const latest = data.lots[0] ?? null
  const entries = entriesOf(rows, latest?.lotId ?? null)
  const record = async () => {
    if (entries === null) return
    const saved = await entry.send({ encounterId: encounterIdOf(data), entries })
    if (saved === null) return
    clear()
    // to what is written down now: the rows are gone, and with them where one was
    goTo('needling')
  }
  return (
    <div className={classes.needling}>
      <Planned />
      <fieldset className={classes.bare} disabled={entry.unsent} aria-label={t('areas')}>
        <AreaPicker
          areas={areas}
          selectedIds={chosen}
          onChange={setChosen}
          undecided={false}
          restingUntil={restingUntil}
          heldUntil={heldUntil}
          audience="staff"
          shownRisks={['pleural']}
          initialView="back"
          mapOpen={mapOpen}
        />
        <Decisions choosing={chosen} />
        {rows.map((row) => (
          <NeedlingArea
            key={row.areaId}
            row={row}
            onChange={change}
            restingUntil={restingUntil[row.areaId] ?? null}
            heldUntil={heldUntil[row.areaId] ?? null}
          />
        ))}
      </fieldset>
      <EntryNotice entry={entry} />
      {latest === null ? (
        <Notice tone="due" title={t('scanFirst')}>
          <Button onClick={() => goTo('boxes')}>{t('toBoxes')}</Button>
        </Notice>
      ) : (
        <div className={classes.bigActions}>
          <Button
            kind="primary"
            disabled={entries === null || entry.unsent}
            busy={entry.saving}
            onClick={() => void record()}
          >
            {t('record', { count: needlesIn(rows) })}
          </Button>
        </div>
      )}
    </div>
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
