'use client'

import { useId } from 'react'
import { useTranslations } from 'use-intl/react'
import { displayName } from '#domain/body/area.ts'
import { BoxStandingBadge } from '#ui/clinic/LotBadges.tsx'
import { NeedleCounter } from '#ui/clinic/NeedleCounter.tsx'
import { type NeedlingRow, withInsertions, withNeedles } from '#ui/clinic/needling-rows.ts'
import { useLotNumber } from '#ui/clinic/use-lot-number.ts'
import { CheckField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { usePlace } from '../../use-place.ts'
import { AreaRisks } from './AreaRisks.tsx'
import { useBoxWords } from './use-box-words.ts'
import classes from './visit.module.css'
import { useVisit } from './visit-context.ts'

interface NeedlingAreaProps {
  row: NeedlingRow
  onChange: (row: NeedlingRow) => void
  /** In words; null when the area does not rest. */
  restingUntil: string | null
  /** In words; null when the area is not on hold. */
  heldUntil: string | null
}

/** The needles of one area, with what to take care of there in the same view. */
export const NeedlingArea = ({ row, onChange, restingUntil, heldUntil }: NeedlingAreaProps) => {
  const t = useTranslations('practitioner.visit')
  const { locale } = usePlace()
  const number = useLotNumber()
  const { data, areas } = useVisit()
  const area = areas.find(({ id }) => id === row.areaId)
  if (area === undefined) return null
  const name = displayName(area, locale, 'staff')
  const lot = data.lots.find(({ lotId }) => lotId === (row.lotId ?? data.lots[0]?.lotId))
  return (
    <fieldset className={classes.area}>
      <legend>{name}</legend>
      <AreaRisks area={area} lengthMm={lot?.lengthMm ?? null} />
      {heldUntil === null ? null : (
        <Notice tone="danger" title={t('needling.onHold', { area: name, until: heldUntil })} />
      )}
      {restingUntil === null ? null : (
        <Notice tone="due">{t('needling.atRest', { area: name, until: restingUntil })}</Notice>
      )}
      <NeedleCounter
        label={t('needling.needles')}
        value={row.needles}
        min={1}
        onChange={(needles) => onChange(withNeedles(row, needles))}
      />
      <NeedleCounter
        label={t('needling.insertions')}
        hint={t('needling.insertionsHint')}
        value={row.insertions}
        min={row.needles}
        max={1000}
        onChange={(insertions) => onChange(withInsertions(row, insertions))}
      />
      <div className={classes.areaFoot}>
        <CheckField
          label={t('needling.retained')}
          checked={row.retained}
          onChange={(event) => onChange({ ...row, retained: event.currentTarget.checked })}
        />
        {data.lots.length > 1 ? (
          <LotChoice value={lot?.lotId ?? ''} onChange={(lotId) => onChange({ ...row, lotId })} />
        ) : null}
        {lot === undefined || lot.standing === 'usable' ? null : (
          <span className={classes.fromLot}>
            {data.lots.length > 1 ? null : t('needling.fromLot', { lot: number.named(lot.lotNumber) })}
            <BoxStandingBadge standing={lot.standing} />
          </span>
        )}
      </div>
    </fieldset>
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
