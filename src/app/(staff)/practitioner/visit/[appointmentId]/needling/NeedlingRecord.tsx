'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { ProcedureRow } from '#features/encounter/schema.ts'
import { useLotNumber } from '#ui/clinic/use-lot-number.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import { useTRPCClient } from '../../../../../providers/trpc.ts'
import { InErrorForm } from '../InErrorForm.tsx'
import { useAreaName } from '../use-area-name.ts'
import { useEntry } from '../use-entry.ts'
import { useSay } from '../use-say.ts'
import classes from '../visit.module.css'
import { encounterIdOf, useVisit } from '../visit-context.ts'

/** Needles that are written down, area by area; what was an error stays, struck out, with its reason. */
export const NeedlingRecord = () => {
  const t = useTranslations('practitioner.visit')
  const { data } = useVisit()
  if (data.procedures.length === 0) return <p className={classes.hint}>{t('needling.nothing')}</p>
  return (
    <ul className={classes.lots} aria-label={t('needling.recorded')}>
      {data.procedures.map((procedure) => (
        <li key={procedure.id} data-error={procedure.enteredInError}>
          <Recorded procedure={procedure} />
        </li>
      ))}
    </ul>
  )
}

const useDetails = () => {
  const t = useTranslations('needling')
  const say = useSay()
  return (
    { technique, point, manipulation, electro, depthMm, angleDegrees, response }: ProcedureRow,
    booked: string | null,
  ) => {
    const current = [
      electro?.hertz == null ? null : t('detail.hertz', { hertz: electro.hertz }),
      electro?.milliampere == null ? null : t('detail.milliampere', { milliampere: electro.milliampere }),
      electro?.minutes == null ? null : t('detail.minutes', { minutes: electro.minutes }),
    ].filter((word) => word !== null)
    return [
      technique === booked ? null : say(`technique.name.${technique}`),
      point === null ? null : t('detail.point', { point }),
      manipulation === null ? null : t(`manipulation.${manipulation}`),
      current.length === 0 ? null : t('detail.electro', { what: current.join(', ') }),
      depthMm === null ? null : t('detail.depth', { depth: depthMm }),
      angleDegrees === null ? null : t('detail.angle', { angle: angleDegrees }),
      response === null ? null : `${t('more.response')}: ${t(`response.${response}`)}`,
    ].filter((word) => word !== null)
  }
}

const Recorded = ({ procedure }: { procedure: ProcedureRow }) => {
  const t = useTranslations('practitioner.visit')
  const error = useTranslations('needling.error')
  const number = useLotNumber()
  const nameOf = useAreaName()
  const details = useDetails()
  const api = useTRPCClient()
  const { data, treats } = useVisit()
  const [open, setOpen] = useState(false)
  const entry = useEntry(({ reason, requestId }: { reason: string; requestId: string }) =>
    api.encounter.enterNeedlingInError.mutate({
      ...{ requestId, reason, encounterId: encounterIdOf(data), procedureId: procedure.id },
    }),
  )
  const area = nameOf(procedure.areaId)
  const facts = t(procedure.retained ? 'needling.rowRetained' : 'needling.row', {
    needles: procedure.needles,
    insertions: procedure.insertions,
    size: t('size', { diameter: procedure.diameterMm.toFixed(2), length: procedure.lengthMm }),
    lot: number.named(procedure.lotNumber),
  })
  return (
    <>
      <strong>
        <Icon name={procedure.enteredInError ? 'slash' : 'check'} size={16} className={classes.doneMark} />
        {area}
      </strong>
      <span className={classes.hint}>{[facts, ...details(procedure, data.visit.technique)].join(' · ')}</span>
      {procedure.enteredInError ? (
        <span className={classes.due}>{error('because', { reason: procedure.errorReason ?? '' })}</span>
      ) : treats && !open ? (
        <span className={classes.secondary}>
          <Button kind="quiet" aria-label={error('rowName', { area })} onClick={() => setOpen(true)}>
            {error('row')}
          </Button>
        </span>
      ) : null}
      {open ? (
        <InErrorForm
          name={error('rowName', { area })}
          hint={error('whyHint')}
          mark={error('mark')}
          entry={entry}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}
