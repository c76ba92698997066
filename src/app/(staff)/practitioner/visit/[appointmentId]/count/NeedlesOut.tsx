'use client'

import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { type NeedleCount, stillIn } from '#domain/encounter/needle-count.ts'
import { ClinicSteps } from '#ui/clinic/ClinicSteps.tsx'
import { NeedleCounter } from '#ui/clinic/needling/NeedleCounter.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { TextAreaField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { formatDateTime } from '#words/time.ts'
import { usePlace } from '../../../use-place.ts'
import { Part } from '../Part.tsx'
import { UnsentEntries } from '../UnsentEntries.tsx'
import { useSay } from '../use-say.ts'
import type { UnsentOf } from '../use-unsent.ts'
import classes from '../visit.module.css'
import { useVisit } from '../visit-context.ts'
import { DeferCount } from './DeferCount.tsx'
import { LeaveInPlace } from './LeaveInPlace.tsx'
import { SecondCount, SecondForm } from './SecondCount.tsx'
import { useStanding, useSteps } from './use-standing.ts'

const NONE = { removed: 0, fellOutFound: 0, broken: 0, missing: 0 }
const FATES = Object.keys(NONE) as (keyof typeof NONE)[]
const SHOWN = [...FATES, 'leftInPlace'] as const

/** What came out, counted without the number that went in beside it (Z13). */
export const NeedlesOut = () => {
  const t = useTranslations('practitioner.visit.out')
  const { data, counting, setCounting, records, unsent } = useVisit()
  const standing = useStanding()
  const [second, setSecond] = useState(false)
  const [brought, setBrought] = useState(NONE)
  const { count } = data
  const inserted = count?.inserted ?? 0
  const end = () => {
    setSecond(false)
    setBrought(NONE)
    setCounting(false)
  }
  const change = (entry: UnsentOf<'out' | 'second'>) => {
    const { removed, fellOutFound, broken, missing } = entry.input
    unsent.takeAway(entry)
    setBrought({ removed, fellOutFound, broken, missing })
    setSecond(entry.kind === 'second')
    setCounting(true)
  }
  // what the first person found is not for the eyes of the second before they have counted (Z13)
  const covered = standing?.second === 'missing' && !standing.ownCount
  return (
    <Part part="out" summary={<OutWords />}>
      {counting ? (
        second ? (
          <SecondForm from={brought} onEnd={end} />
        ) : (
          <OutForm from={brought} onEnd={end} />
        )
      ) : (
        <>
          <UnsentEntries kind="out" onChange={change} />
          <UnsentEntries kind="second" onChange={change} />
          {inserted === 0 ? <p className={classes.hint}>{t('nothingIn')}</p> : <OutWords />}
          {count !== null && inserted > 0 && !covered ? <Fates count={count} /> : null}
          {data.incidents.map((incident) => (
            <Notice key={incident.id} tone="danger">
              {incident.description}
            </Notice>
          ))}
          {records && inserted > 0 ? (
            <div className={classes.bigActions}>
              <Button kind={data.encounter?.needlesOutAt ? 'plain' : 'primary'} onClick={() => setCounting(true)}>
                {hasFates(count) ? t('beginAgain') : t('begin')}
              </Button>
            </div>
          ) : null}
          <SecondCount
            onBegin={() => {
              setSecond(true)
              setCounting(true)
            }}
          />
          {inserted > 0 ? <DeferCount /> : null}
          {inserted > 0 ? <LeaveInPlace /> : null}
        </>
      )}
    </Part>
  )
}

const hasFates = (count: NeedleCount | null): boolean => count !== null && FATES.some((fate) => count[fate] > 0)

const OutWords = () => {
  const t = useTranslations('practitioner.visit.out')
  const place = usePlace()
  const { data, counting, nowMs } = useVisit()
  const { count, encounter } = data
  if (count === null || count.inserted === 0 || counting) return null
  if (encounter?.needlesOutAt) {
    return t('all', { time: formatDateTime(Date.parse(encounter.needlesOutAt), place, { nowMs }) })
  }
  if (!hasFates(count)) return null
  return (
    <Notice tone="danger" role="alert" title={t('still', { needles: stillIn(count) })}>
      {t('stillBody')}
    </Notice>
  )
}

const Fates = ({ count }: { count: NeedleCount }) => {
  const t = useTranslations('practitioner.visit.out')
  const say = useSay()
  const lines = SHOWN.filter((fate) => count[fate] > 0)
  if (lines.length === 0) return null
  return (
    <p className={classes.plain}>
      {lines.map((fate) => t('line', { what: say(`encounter.fate.${fate}`), count: count[fate] })).join(' · ')}
    </p>
  )
}

/** `from`: what was counted before and not taken. */
const OutForm = ({ from, onEnd }: { from: typeof NONE; onEnd: () => void }) => {
  const t = useTranslations('practitioner.visit.out')
  const say = useSay()
  const { unsent } = useVisit()
  const [fates, setFates] = useState(from)
  const [incident, setIncident] = useState('')
  const [tried, setTried] = useState(false)
  const [broken, missing] = [useSteps('needle-broken'), useSteps('needle-missing')]
  const sum = FATES.reduce((total, fate) => total + fates[fate], 0)
  const asks = fates.broken + fates.missing > 0
  const wanting = asks && incident.trim() === ''
  const record = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (sum === 0 || wanting) return
    unsent.recordOut({ ...fates, incident: asks ? incident.trim() : null })
    onEnd()
  }
  return (
    <form className={classes.outForm} onSubmit={record} noValidate>
      <p className={classes.plain}>{t('how')}</p>
      <fieldset className={classes.bare} aria-label={t('begin')}>
        {FATES.map((fate) => (
          <NeedleCounter
            key={fate}
            label={say(`encounter.fate.${fate}`)}
            value={fates[fate]}
            onChange={(count) => setFates({ ...fates, [fate]: count })}
          />
        ))}
        {fates.broken > 0 && broken !== null ? <ClinicSteps text={broken} /> : null}
        {fates.missing > 0 && missing !== null ? <ClinicSteps text={missing} /> : null}
        {asks ? (
          <TextAreaField
            label={t('what')}
            hint={t('whatHint')}
            error={tried && wanting ? t('needWhat') : undefined}
            value={incident}
            maxLength={4000}
            required
            onChange={(event) => setIncident(event.currentTarget.value)}
          />
        ) : null}
      </fieldset>
      <div className={classes.bigActions}>
        <Button kind="primary" type="submit" disabled={sum === 0}>
          {t('record', { count: sum })}
        </Button>
        <Button onClick={onEnd}>{t('stop')}</Button>
      </div>
    </form>
  )
}
