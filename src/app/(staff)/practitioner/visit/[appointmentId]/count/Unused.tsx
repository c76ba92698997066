'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { ClinicSteps } from '#ui/clinic/ClinicSteps.tsx'
import { NeedleCounter } from '#ui/clinic/NeedleCounter.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { useTRPCClient } from '../../../../../providers/trpc.ts'
import { EntryNotice } from '../EntryNotice.tsx'
import { LotChoice } from '../needling/NeedlingArea.tsx'
import { useEntry } from '../use-entry.ts'
import { useSay } from '../use-say.ts'
import classes from '../visit.module.css'
import { encounterIdOf, useVisit } from '../visit-context.ts'
import { useSteps } from './use-standing.ts'

const NONE = { discardedUnused: 0, droppedFound: 0, droppedNotFound: 0 }
const FATES = Object.keys(NONE) as (keyof typeof NONE)[]

/** Needles that left the box and went into nobody. */
export const Unused = () => {
  const t = useTranslations('practitioner.visit.unused')
  const say = useSay()
  const { data } = useVisit()
  const api = useTRPCClient()
  const [fates, setFates] = useState(NONE)
  const [lotId, setLotId] = useState<string | null>(null)
  const entry = useEntry((input: Parameters<typeof api.encounter.recordUnused.mutate>[0]) =>
    api.encounter.recordUnused.mutate(input),
  )
  const dropped = useSteps('needle-dropped')
  const from = lotId ?? data.lots[0]?.lotId ?? ''
  const sum = FATES.reduce((total, fate) => total + fates[fate], 0)
  const record = async () => {
    const saved = await entry.send({ encounterId: encounterIdOf(data), lotId: from, ...fates })
    if (saved !== null) setFates(NONE)
  }
  return (
    <details className={classes.unused}>
      <summary>{t('title')}</summary>
      <div className={classes.unusedBody}>
        <p className={classes.hint}>{t('hint')}</p>
        <fieldset className={classes.bare} disabled={entry.unsent} aria-label={t('title')}>
          {FATES.map((fate) => (
            <NeedleCounter
              key={fate}
              label={say(`encounter.fate.${fate}`)}
              value={fates[fate]}
              onChange={(count) => setFates({ ...fates, [fate]: count })}
            />
          ))}
          {data.lots.length > 1 ? <LotChoice value={from} onChange={setLotId} /> : null}
        </fieldset>
        {fates.droppedFound + fates.droppedNotFound > 0 && dropped !== null ? <ClinicSteps text={dropped} /> : null}
        <EntryNotice entry={entry} />
        <Button disabled={sum === 0 || entry.unsent} busy={entry.saving} onClick={() => void record()}>
          {t('record', { count: sum })}
        </Button>
      </div>
    </details>
  )
}
