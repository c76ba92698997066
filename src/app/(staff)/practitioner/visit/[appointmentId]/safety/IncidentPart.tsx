'use client'

import Link from 'next/link'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { FoundNeedle } from '../../../incidents/FoundNeedle.tsx'
import { IncidentForm } from '../../../incidents/IncidentForm.tsx'
import incidents from '../../../incidents/incidents.module.css'
import { Fold } from '../Fold.tsx'
import classes from '../visit.module.css'
import { encounterIdOf, useVisit } from '../visit-context.ts'

/** What went wrong or nearly did: no step of the visit, at hand in each, also when it is completed. */
export const IncidentPart = () => {
  const t = useTranslations('safety.incident')
  const state = useTranslations('practitioner.visit.state')
  const { data, areas, progress, nowMs } = useVisit()
  const [open, setOpen] = useState(false)
  const needled = [...new Set(data.procedures.filter((one) => !one.enteredInError).map(({ areaId }) => areaId))]
  const visit = {
    ...{ encounterId: encounterIdOf(data), areas, nowMs, mayHold: data.mayTreat },
    areaIds: needled.length > 0 ? needled : data.plannedAreaIds,
    lots: data.lots.map(({ lotId, productName, lotNumber }) => ({ lotId, productName, lotNumber })),
  }
  return (
    <Fold
      id="incidents"
      name={t('title')}
      state="optional"
      stateWords={state('optional')}
      open={open}
      onToggle={() => setOpen(!open)}
    >
      {open ? (
        <>
          <IncidentForm visit={visit} />
          {progress.completed && (data.count?.inserted ?? 0) > 0 ? <FoundNeedle visit={visit} /> : null}
          <p className={classes.plain}>
            <Link className={incidents.link} href={`/stock/injuries?visit=${visit.encounterId}`} prefetch={false}>
              {t('staffHurt')}
            </Link>
          </p>
          {data.mayTreat ? (
            <p className={classes.plain}>
              <Link className={incidents.link} href="/practitioner/incidents" prefetch={false}>
                {t('back')}
              </Link>
            </p>
          ) : null}
        </>
      ) : null}
    </Fold>
  )
}
