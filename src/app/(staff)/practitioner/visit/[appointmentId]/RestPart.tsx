'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { RestOfPatient } from '../../../patient-rest/RestOfPatient.tsx'
import { usePlace } from '../../use-place.ts'
import { Fold } from './Fold.tsx'
import { useVisit } from './visit-context.ts'

/** What is on hold for the patient and whether they rest longer: no step of the visit, but at hand in each. */
export const RestPart = () => {
  const t = useTranslations('recovery')
  const state = useTranslations('practitioner.visit.state')
  const place = usePlace()
  const { data, nowMs } = useVisit()
  const [open, setOpen] = useState(false)
  const needled = data.procedures.filter(({ enteredInError }) => !enteredInError).map(({ areaId }) => areaId)
  return (
    <Fold
      id="rest"
      name={t('title')}
      state="optional"
      stateWords={state('optional')}
      open={open}
      onToggle={() => setOpen(!open)}
    >
      {open ? (
        <RestOfPatient
          patientId={data.visit.patientId}
          place={{ ...place, nowMs }}
          areaIds={[...new Set(needled.length > 0 ? needled : data.plannedAreaIds)]}
        />
      ) : null}
    </Fold>
  )
}
