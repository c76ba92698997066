'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { ClinicSteps } from '#ui/clinic/ClinicSteps.tsx'
import { NeedleCounter } from '#ui/clinic/needling/NeedleCounter.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { LotChoice } from '../needling/NeedlingArea.tsx'
import { UnsentEntries } from '../UnsentEntries.tsx'
import { useSay } from '../use-say.ts'
import type { UnsentOf } from '../use-unsent.ts'
import classes from '../visit.module.css'
import { useVisit } from '../visit-context.ts'
import { useSteps } from './use-standing.ts'

const NONE = { discardedUnused: 0, droppedFound: 0, droppedNotFound: 0 }
const FATES = Object.keys(NONE) as (keyof typeof NONE)[]

/** Needles that left the box and went into nobody. */
export const Unused = () => {
  const t = useTranslations('practitioner.visit.unused')
  const say = useSay()
  const { data, unsent } = useVisit()
  const [fates, setFates] = useState(NONE)
  const [lotId, setLotId] = useState<string | null>(null)
  const dropped = useSteps('needle-dropped')
  const from = lotId ?? data.lots[0]?.lotId ?? ''
  const sum = FATES.reduce((total, fate) => total + fates[fate], 0)
  const record = () => {
    unsent.recordUnused({ lotId: from, ...fates })
    setFates(NONE)
  }
  const change = (entry: UnsentOf<'unused'>) => {
    unsent.takeAway(entry)
    const { discardedUnused, droppedFound, droppedNotFound, lotId: box } = entry.input
    setFates({ discardedUnused, droppedFound, droppedNotFound })
    setLotId(box)
  }
  return (
    <>
      <UnsentEntries kind="unused" onChange={change} />
      <details className={classes.unused}>
        <summary>{t('title')}</summary>
        <div className={classes.unusedBody}>
          <p className={classes.hint}>{t('hint')}</p>
          <fieldset className={classes.bare} aria-label={t('title')}>
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
          <Button disabled={sum === 0} onClick={record}>
            {t('record', { count: sum })}
          </Button>
        </div>
      </details>
    </>
  )
}
