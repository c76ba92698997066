'use client'

import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { ScannedLot } from '#features/lot/schema.ts'
import { BoxStandingBadge } from '#ui/clinic/LotBadges.tsx'
import { useLotNumber } from '#ui/clinic/use-lot-number.ts'
import { Button } from '#ui/kit/Button.tsx'
import { TextField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { CameraReader } from '#ui/kit/scan/CameraReader.tsx'
import { Part } from '../Part.tsx'
import classes from '../visit.module.css'
import { useVisit } from '../visit-context.ts'
import { FoundBox } from './FoundBox.tsx'
import { OpenBoxes } from './OpenBoxes.tsx'
import { useBoxWords } from './use-box-words.ts'

/** The boxes whose needles may be used in this visit, or are in it already. */
export const Boxes = () => {
  const t = useTranslations('practitioner.visit.boxes')
  const number = useLotNumber()
  const { data, records } = useVisit()
  return (
    <Part part="boxes" summary={data.lots.map(({ lotNumber }) => number.alone(lotNumber)).join(' · ')}>
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
      {records ? <OpenBoxes /> : null}
      {records ? <AlreadyIn /> : null}
    </Part>
  )
}

const LotLine = ({ lot }: { lot: ScannedLot }) => {
  const t = useTranslations('practitioner.visit.boxes')
  const { data } = useVisit()
  const words = useBoxWords()
  const counted = data.procedures.some(({ lotId }) => lotId === lot.lotId)
  return (
    <li>
      <strong>
        {lot.productName} <BoxStandingBadge standing={lot.standing} />
      </strong>
      <span className={classes.hint}>{t('row', { ...words(lot), onHand: lot.onHand })}</span>
      {lot.alreadyIn && !counted ? <span className={classes.due}>{t('notCounted')}</span> : null}
    </li>
  )
}

/** Needles that went in from a box that was refused, or that no scanner reads: they are saved all the same. */
const AlreadyIn = () => {
  const t = useTranslations('practitioner.visit.found')
  const { found } = useVisit()
  const opener = useRef<HTMLDivElement>(null)
  const closed = found.asked === null
  const wasClosed = useRef(closed)
  useEffect(() => {
    // who said "not after all" goes on where they came from
    if (closed && !wasClosed.current && found.saved === null) opener.current?.querySelector('button')?.focus()
    wasClosed.current = closed
  }, [closed, found.saved])
  if (found.asked !== null) return <FoundBox key={found.asked.key} raw={found.asked.raw} />
  return (
    <>
      {found.saved === null ? null : <Saved lot={found.saved} />}
      <div ref={opener} className={classes.secondary}>
        <Button kind="quiet" onClick={() => found.begin(null)}>
          {t('open')}
        </Button>
      </div>
    </>
  )
}

/** Takes the focus when it appears: the form that was sent is gone. */
const Saved = ({ lot }: { lot: ScannedLot }) => {
  const t = useTranslations('practitioner.visit.found')
  const { found, goTo } = useVisit()
  const words = useBoxWords()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.focus(), [])
  const toNeedles = () => {
    found.finish(null)
    goTo('needling')
  }
  return (
    <div ref={place} tabIndex={-1} className={classes.told}>
      <Notice tone="done" role="status" title={t('saved')}>
        <p>
          {t('savedBody', { ...words(lot), product: lot.productName })} <BoxStandingBadge standing={lot.standing} />
        </p>
        <div className={classes.actions}>
          <Button onClick={toNeedles}>{t('toNeedles')}</Button>
        </div>
      </Notice>
    </div>
  )
}

const LabelForm = () => {
  const t = useTranslations('practitioner.visit.boxes')
  const camera = useTranslations('kit.camera')
  const { checkLabel, checking } = useVisit()
  const [looking, setLooking] = useState(false)
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
      {looking ? (
        <CameraReader
          onRead={(read) => {
            setLooking(false)
            void checkLabel(read)
          }}
          onClose={() => setLooking(false)}
        />
      ) : (
        <div>
          <Button kind="quiet" onClick={() => setLooking(true)}>
            {camera('open')}
          </Button>
        </div>
      )}
    </form>
  )
}
