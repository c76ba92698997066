'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { stillIn } from '#domain/encounter/needle-count.ts'
import { ClinicSteps } from '#ui/clinic/ClinicSteps.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { formatTime } from '#words/time.ts'
import { ApiNotice } from '../../../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../../../providers/trpc.ts'
import { usePlace } from '../../../use-place.ts'
import { useAreaName } from '../use-area-name.ts'
import visit from '../visit.module.css'
import { useVisit } from '../visit-context.ts'
import classes from './emergency.module.css'
import type { EmergencyHere } from './use-emergency.ts'
import { useEmergencyTexts } from './use-emergency-texts.ts'

/** What is read in the first minutes, the most urgent first. */
const STEPS = ['breathing', 'faint', 'needlestick', 'needle-broken'] as const
type StepKey = (typeof STEPS)[number]

/** Always in the same corner of the patient's bar, on every screen of a visit. */
export const EmergencyButton = ({ emergency }: { emergency: EmergencyHere }) => {
  const t = useTranslations('safety.emergency')
  return (
    <button
      type="button"
      className={`${visit.emergency} ${classes.press}`}
      aria-pressed={emergency.sinceMs !== null}
      onClick={() => (emergency.sinceMs === null ? emergency.press() : undefined)}
    >
      <Icon name="alert" size={18} />
      {t('button')}
    </button>
  )
}

/** The emergency that is going on here: whom it has reached, which needles are in and where, and what to do. */
export const EmergencyPanel = ({ emergency, phone }: { emergency: EmergencyHere; phone: string | undefined }) => {
  const t = useTranslations('safety.emergency')
  const place = usePlace()
  const { sinceMs, sent, goingByName } = emergency
  const head = useRef<HTMLHeadingElement>(null)
  const begun = sinceMs !== null
  useEffect(() => {
    if (begun) head.current?.focus()
  }, [begun])
  if (sinceMs === null) return null
  return (
    <section className={classes.panel} aria-labelledby="emergency-title">
      <h2 id="emergency-title" ref={head} tabIndex={-1} className={classes.title}>
        {t('title', { time: formatTime(sinceMs, place) })}
      </h2>
      {sent ? (
        <Notice tone="info" role="status" title={t('sent')}>
          {goingByName === null ? t('nobody') : t('going', { name: goingByName })}
        </Notice>
      ) : (
        <Notice tone="danger" role="alert" title={t('unsent')} />
      )}
      {phone === undefined ? null : (
        <a className={classes.call} href={`tel:${phone}`}>
          {t('call', { phone })}
        </a>
      )}
      <NeedlesHere />
      <Steps />
      <End emergency={emergency} />
    </section>
  )
}

const NeedlesHere = () => {
  const t = useTranslations('safety.emergency')
  const areaName = useAreaName()
  const { data } = useVisit()
  const count = data.count === null ? 0 : stillIn(data.count)
  const areas = Map.groupBy(
    data.procedures.filter(({ enteredInError }) => !enteredInError),
    ({ areaId }) => areaId,
  )
  return (
    <div className={classes.needles}>
      <strong>{t('needles', { count })}</strong>
      {count > 0 ? (
        <>
          <ul>
            {[...areas].map(([areaId, rows]) => (
              <li key={areaId}>
                {t('where', { area: areaName(areaId), needles: rows.reduce((sum, { needles }) => sum + needles, 0) })}
              </li>
            ))}
          </ul>
          <p>{t('take')}</p>
        </>
      ) : null}
    </div>
  )
}

/** Read when the visit was opened, so that they are here without a line. */
const Steps = () => {
  const t = useTranslations('safety.emergency')
  const texts = useEmergencyTexts()
  const shown = STEPS.flatMap((key) => texts.find((text) => text.key === key) ?? [])
  const [key, setKey] = useState<StepKey>('breathing')
  const text = shown.find((one) => one.key === key) ?? shown[0]
  if (text === undefined) return <p>{t('noSteps')}</p>
  return (
    <div className={classes.steps}>
      <fieldset className={classes.choice} aria-label={t('steps')}>
        {shown.map((one) => (
          <Button key={one.id} aria-pressed={one.key === text.key} onClick={() => setKey(one.key as StepKey)}>
            {one.title}
          </Button>
        ))}
      </fieldset>
      <ClinicSteps text={text} urgent />
    </div>
  )
}

const End = ({ emergency }: { emergency: EmergencyHere }) => {
  const t = useTranslations('safety.emergency')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const end = useMutation(trpc.emergency.end.mutationOptions())
  const over = () => {
    if (emergency.id === null) return
    end.mutate(
      { requestId: crypto.randomUUID(), emergencyId: emergency.id },
      {
        onSuccess: async () => {
          await queries.invalidateQueries(trpc.emergency.pathFilter())
          emergency.over()
        },
      },
    )
  }
  return (
    <>
      {end.error === null ? null : <ApiNotice error={end.error} />}
      <div className={classes.end}>
        <Button busy={end.isPending} disabled={!emergency.sent} onClick={over}>
          {t('end')}
        </Button>
        <span>{t('endHint')}</span>
      </div>
    </>
  )
}
