'use client'

import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { ScannedLot } from '#features/lot/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { TextField } from '#ui/kit/Field.tsx'
import { intlTagOf, type Locale } from '#words/locale.ts'
import { usePlace } from '../../use-place.ts'
import { Part } from './Part.tsx'
import classes from './visit.module.css'
import { useVisit } from './visit-context.ts'

/** A day of a label, which belongs to no zone. */
export const labelDate = (date: string, locale: Locale): string =>
  new Intl.DateTimeFormat(intlTagOf(locale), { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  )

/** The boxes whose needles may be used in this visit. */
export const Boxes = () => {
  const t = useTranslations('practitioner.visit.boxes')
  const { data, records } = useVisit()
  return (
    <Part part="boxes" summary={data.lots.map(({ lotNumber }) => lotNumber).join(' · ')}>
      {records ? <LabelForm /> : null}
      {data.lots.length === 0 ? (
        <p className={classes.hint}>{t('none')}</p>
      ) : (
        <ul className={classes.lots} aria-label={t('today')}>
          {data.lots.map((lot) => (
            <LotLine key={lot.lotId} lot={lot} />
          ))}
        </ul>
      )}
    </Part>
  )
}

const LotLine = ({ lot }: { lot: ScannedLot }) => {
  const t = useTranslations('practitioner.visit')
  const { locale } = usePlace()
  return (
    <li>
      <strong>{lot.productName}</strong>
      <span className={classes.hint}>
        {t('boxes.row', {
          size: t('size', { diameter: lot.diameterMm.toFixed(2), length: lot.lengthMm }),
          lot: lot.lotNumber,
          date: labelDate(lot.expiryDate, locale),
          onHand: lot.onHand,
        })}
      </span>
    </li>
  )
}

const LabelForm = () => {
  const t = useTranslations('practitioner.visit.boxes')
  const { checkLabel, checking } = useVisit()
  const [raw, setRaw] = useState('')
  const [empty, setEmpty] = useState(false)
  const check = async (event: FormEvent) => {
    event.preventDefault()
    setEmpty(raw.trim() === '')
    if (raw.trim() !== '' && (await checkLabel(raw))) setRaw('')
  }
  return (
    <form className={classes.labelForm} onSubmit={(event) => void check(event)} noValidate>
      <p className={classes.hint}>{t('hint')}</p>
      <div className={classes.labelLine}>
        <TextField
          label={t('field')}
          hint={t('fieldHint')}
          error={empty ? t('empty') : undefined}
          value={raw}
          maxLength={1000}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          required
          onChange={(event) => setRaw(event.currentTarget.value)}
        />
        <Button type="submit" busy={checking}>
          {t('check')}
        </Button>
      </div>
    </form>
  )
}
