'use client'

import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { pickableAreas } from '#domain/body/area.ts'
import { HOLD_KINDS, type HoldKind } from '#domain/recovery/area-hold.ts'
import { ANYWHERE_AREA } from '#domain/recovery/areas.ts'
import { dateOf, dayNumberOf } from '#domain/time/calendar-date.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { AreaPicker } from '#ui/clinic/body-map/AreaPicker.tsx'
import { CheckField, ChoiceField, TextAreaField, TextField } from '#ui/kit/Field.tsx'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { useTRPC } from '../../providers/trpc.ts'
import { FormEnd } from '../keeping/FormEnd.tsx'
import { useSave } from '../keeping/use-save.ts'
import { SHORTEST_REASON } from './ReasonForm.tsx'
import classes from './rest.module.css'
import { type Place, useBody, useRestWords } from './use-rest-words.ts'

interface HoldFormProps {
  patientId: string
  place: Place
  /** Chosen to begin with, such as what is planned today. */
  areaIds?: readonly string[]
  onPlaced: (words: string) => void
  onGiveUp: () => void
}

type Until = 'cleared' | 'day'
const UNTIL: readonly Until[] = ['cleared', 'day']
const A_WEEK = 7

/** Puts areas on hold: where, why, and until when. What is planned there goes on the to-do list. */
export const HoldForm = ({ patientId, place, areaIds = [], onPlaced, onGiveUp }: HoldFormProps) => {
  const t = useTranslations('recovery')
  const trpc = useTRPC()
  const body = useBody()
  const say = useRestWords(place)
  const today = localDateOf(place.nowMs, place.zone)
  const [chosen, setChosen] = useState<readonly string[]>(areaIds)
  const [kind, setKind] = useState<HoldKind>('incident')
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState<Until>('cleared')
  const [date, setDate] = useState(() => dateOf(dayNumberOf(today) + A_WEEK))
  const [pressed, setPressed] = useState(false)
  const saving = useSave(trpc.areaHold.place.mutationOptions(), ({ visitsToMove }) =>
    onPlaced(t('hold.placed', { areas: say.areas(chosen), count: visitsToMove })),
  )
  const isWhole = chosen.includes(ANYWHERE_AREA)
  const faults = {
    areas: chosen.length === 0 ? t('hold.whereMissing') : undefined,
    reason: reason.trim().length < SHORTEST_REASON ? t('reasonMissing') : undefined,
    date: until === 'day' && !(date > today) ? t('hold.dateMissing') : undefined,
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setPressed(true)
    if (Object.values(faults).some((fault) => fault !== undefined)) return
    const freeFromDate = until === 'day' ? date : null
    saving.send({ patientId, areaIds: [...chosen], kind, reason: reason.trim(), freeFromDate })
  }
  return (
    <form className={classes.form} onSubmit={onSubmit} aria-label={t('hold.place')} noValidate>
      <CheckField
        label={t('hold.whole')}
        checked={isWhole}
        onChange={({ currentTarget }) => setChosen(currentTarget.checked ? [ANYWHERE_AREA] : [])}
      />
      {isWhole ? null : body === undefined ? (
        <LoadingRows rows={2} />
      ) : (
        <AreaPicker
          areas={pickableAreas(body)}
          selectedIds={chosen}
          onChange={setChosen}
          undecided={false}
          audience="staff"
          initialView="back"
          mapOpen={false}
        />
      )}
      {pressed && faults.areas ? <p className={classes.fault}>{faults.areas}</p> : null}
      <ChoiceField
        label={t('hold.why')}
        name="hold-kind"
        value={kind}
        onChange={(value) => setKind(HOLD_KINDS.find((one) => one === value) ?? 'other')}
        choices={HOLD_KINDS.map((value) => ({ value, label: t(`hold.kind.${value}`) }))}
      />
      <TextAreaField
        label={t('hold.reason')}
        hint={t('hold.reasonHint')}
        error={pressed ? faults.reason : undefined}
        rows={2}
        maxLength={2000}
        required
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <ChoiceField
        label={t('hold.until')}
        name="hold-until"
        value={until}
        onChange={(value) => setUntil(UNTIL.find((one) => one === value) ?? 'cleared')}
        choices={UNTIL.map((value) => ({ value, label: t(`hold.untilChoice.${value}`) }))}
      />
      {until === 'day' ? (
        <TextField
          label={t('hold.freeFrom')}
          type="date"
          required
          min={dateOf(dayNumberOf(today) + 1)}
          error={pressed ? faults.date : undefined}
          value={date}
          onChange={({ currentTarget }) => setDate(currentTarget.value)}
        />
      ) : null}
      <FormEnd error={saving.error} busy={saving.busy} action={t('hold.do')} leave={t('leave')} onLeave={onGiveUp} />
    </form>
  )
}
