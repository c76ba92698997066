'use client'

import { useId } from 'react'
import { useTranslations } from 'use-intl/react'
import { muscleOf } from '#domain/encounter/needling.ts'
import { BoxStandingBadge } from '#ui/clinic/LotBadges.tsx'
import { NeedleCounter } from '#ui/clinic/needling/NeedleCounter.tsx'
import { type NeedlingRow, withInsertions, withNeedles } from '#ui/clinic/needling/needling-rows.ts'
import { Button } from '#ui/kit/Button.tsx'
import { CheckField, ChoiceField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { useBoxWords } from '../boxes/use-box-words.ts'
import { AreaRisks } from '../screening/AreaRisks.tsx'
import { useAreaName } from '../use-area-name.ts'
import classes from '../visit.module.css'
import { useVisit } from '../visit-context.ts'
import { NeedlingDetails } from './NeedlingDetails.tsx'
import type { NeedlingDraft } from './use-needling-draft.ts'

interface NeedlingAreaProps {
  row: NeedlingRow
  draft: NeedlingDraft
  /** In words; null when the area does not rest. */
  restingUntil: string | null
  /** In words; null when the area is not on hold. */
  heldUntil: string | null
}

/** The needles of one area, with what to take care of there in the same view. */
export const NeedlingArea = ({ row, draft, restingUntil, heldUntil }: NeedlingAreaProps) => {
  const t = useTranslations('practitioner.visit')
  const name = useAreaName()(row.areaId)
  const { data } = useVisit()
  const lot = data.lots.find(({ lotId }) => lotId === row.lotId) ?? (data.lots.length === 1 ? data.lots[0] : undefined)
  return (
    <fieldset className={classes.area}>
      <legend>{name}</legend>
      <TakeCare row={row} lengthMm={lot?.lengthMm ?? null} restingUntil={restingUntil} heldUntil={heldUntil} />
      <NeedleCounter
        label={t('needling.needles')}
        value={row.needles}
        onChange={(needles) => draft.set(withNeedles(row, needles))}
      />
      <SideAsked row={row} draft={draft} />
      {row.needles === 0 ? null : (
        <>
          <NeedleCounter
            label={t('needling.insertions')}
            hint={t('needling.insertionsHint')}
            value={row.insertions}
            min={row.needles}
            max={1000}
            onChange={(insertions) => draft.set(withInsertions(row, insertions))}
          />
          <div className={classes.areaFoot}>
            <CheckField
              label={t('needling.retained')}
              checked={row.retained}
              onChange={(event) => draft.set({ ...row, retained: event.currentTarget.checked })}
            />
          </div>
          <FromBox row={row} draft={draft} />
          <NeedlingDetails row={row} lengthMm={lot?.lengthMm ?? null} onChange={draft.set} />
        </>
      )}
    </fieldset>
  )
}

interface TakeCareProps {
  row: NeedlingRow
  lengthMm: number | null
  restingUntil: string | null
  heldUntil: string | null
}

const TakeCare = ({ row, lengthMm, restingUntil, heldUntil }: TakeCareProps) => {
  const t = useTranslations('practitioner.visit.needling')
  const name = useAreaName()(row.areaId)
  const { areas } = useVisit()
  const area = areas.find(({ id }) => id === row.areaId)
  return (
    <>
      {area === undefined ? null : <AreaRisks area={area} lengthMm={lengthMm} />}
      {heldUntil === null ? null : <Notice tone="danger" title={t('onHold', { area: name, until: heldUntil })} />}
      {restingUntil === null ? null : <Notice tone="due">{t('atRest', { area: name, until: restingUntil })}</Notice>}
    </>
  )
}

/** The other side was booked: asked once, answered with one press (Z7). */
const SideAsked = ({ row, draft }: { row: NeedlingRow; draft: NeedlingDraft }) => {
  const t = useTranslations('needling.side')
  const nameOf = useAreaName()
  const booked = draft.sideAsked(row)
  if (booked === null) return null
  const other = draft.areasOfMuscle(muscleOf(row.areaId)).find(({ side }) => side === booked)
  return (
    <Notice tone="due" role="alert" title={t('differs', { side: booked })}>
      <p>{t('body', { area: nameOf(row.areaId) })}</p>
      <div className={classes.bigActions}>
        <Button onClick={() => draft.set({ ...row, sideConfirmed: true })}>
          {t('keep', { area: nameOf(row.areaId) })}
        </Button>
        {other === undefined ? null : (
          <Button onClick={() => draft.otherSide(row, other.id)}>{t('other', { area: nameOf(other.id) })}</Button>
        )}
      </div>
    </Notice>
  )
}

/** Where two boxes were read, somebody says which; one that something stands against is marked. */
const FromBox = ({ row, draft }: { row: NeedlingRow; draft: NeedlingDraft }) => {
  const t = useTranslations('needling.box')
  const { data } = useVisit()
  const words = useBoxWords()
  const id = useId()
  const lot = data.lots.find(({ lotId }) => lotId === row.lotId)
  if (data.lots.length < 2 && (lot === undefined || lot.standing === 'usable')) return null
  return (
    <ChoiceField
      label={t('which')}
      name={id}
      value={row.lotId}
      choices={data.lots.map((one) => ({
        value: one.lotId,
        label: (
          <>
            {words(one).size}, {words(one).lot} <BoxStandingBadge standing={one.standing} />
          </>
        ),
      }))}
      onChange={(lotId) => draft.set({ ...row, lotId })}
    />
  )
}

/** One of the boxes opened for this visit, by size, lot and what stands against it. */
export const LotChoice = ({ value, onChange }: { value: string; onChange: (lotId: string) => void }) => {
  const t = useTranslations('practitioner.visit')
  const standing = useTranslations('lot.standing')
  const { data } = useVisit()
  const words = useBoxWords()
  const id = useId()
  return (
    <span className={classes.lotChoice}>
      <label htmlFor={id}>{t('needling.lot')}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {data.lots.map((lot) => (
          <option key={lot.lotId} value={lot.lotId}>
            {lot.standing === 'usable'
              ? t('needling.lotChoice', words(lot))
              : t('needling.lotChoiceMarked', { ...words(lot), standing: standing(lot.standing) })}
          </option>
        ))}
      </select>
    </span>
  )
}
