'use client'

import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { type NeedleCount, stillIn } from '#domain/encounter/needle-count.ts'
import { ClinicSteps } from '#ui/clinic/ClinicSteps.tsx'
import { NeedleCounter } from '#ui/clinic/NeedleCounter.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { TextAreaField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { formatDateTime } from '#words/time.ts'
import { useTRPCClient } from '../../../../../providers/trpc.ts'
import { usePlace } from '../../../use-place.ts'
import { EntryNotice } from '../EntryNotice.tsx'
import { Part } from '../Part.tsx'
import { useEntry } from '../use-entry.ts'
import { useSay } from '../use-say.ts'
import classes from '../visit.module.css'
import { encounterIdOf, useVisit } from '../visit-context.ts'
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
  const { data, counting, setCounting, records } = useVisit()
  const standing = useStanding()
  const [second, setSecond] = useState(false)
  const { count } = data
  const inserted = count?.inserted ?? 0
  const end = () => {
    setSecond(false)
    setCounting(false)
  }
  // what the first person found is not for the eyes of the second before they have counted (Z13)
  const covered = standing?.second === 'missing' && !standing.ownCount
  return (
    <Part part="out" summary={<OutWords />}>
      {counting ? (
        second ? (
          <SecondForm onEnd={end} />
        ) : (
          <OutForm />
        )
      ) : (
        <>
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

const OutForm = () => {
  const t = useTranslations('practitioner.visit.out')
  const say = useSay()
  const { data, setCounting } = useVisit()
  const api = useTRPCClient()
  const [fates, setFates] = useState(NONE)
  const [incident, setIncident] = useState('')
  const [tried, setTried] = useState(false)
  const [broken, missing] = [useSteps('needle-broken'), useSteps('needle-missing')]
  const entry = useEntry((input: Parameters<typeof api.encounter.recordNeedlesOut.mutate>[0]) =>
    api.encounter.recordNeedlesOut.mutate(input),
  )
  const sum = FATES.reduce((total, fate) => total + fates[fate], 0)
  const asks = fates.broken + fates.missing > 0
  const wanting = asks && incident.trim() === ''
  const record = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (sum === 0 || wanting) return
    const words = asks ? incident.trim() : null
    const saved = await entry.send({ encounterId: encounterIdOf(data), ...fates, incident: words })
    if (saved !== null) setCounting(false)
  }
  return (
    <form className={classes.outForm} onSubmit={(event) => void record(event)} noValidate>
      <p className={classes.plain}>{t('how')}</p>
      <fieldset className={classes.bare} disabled={entry.unsent} aria-label={t('begin')}>
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
      <EntryNotice entry={entry} />
      <div className={classes.bigActions}>
        <Button kind="primary" type="submit" disabled={sum === 0 || entry.unsent} busy={entry.saving}>
          {t('record', { count: sum })}
        </Button>
        <Button onClick={() => setCounting(false)}>{t('stop')}</Button>
      </div>
    </form>
  )
}
