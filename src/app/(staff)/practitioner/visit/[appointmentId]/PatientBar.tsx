'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl/react'
import { localDateOf } from '#domain/time/zone.ts'
import { PatientLine } from '#ui/clinic/PatientLine.tsx'
import { WhatMatters } from '#ui/clinic/WhatMatters.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import { formatTimeRange } from '#words/time.ts'
import { showPatient } from '../../../../providers/at-patient.ts'
import { useTRPC } from '../../../../providers/trpc.ts'
import { useNeedMatters } from '../../../use-need-matters.ts'
import { mattersOf } from '../../card-of.ts'
import { usePlace } from '../../use-place.ts'
import { EmergencyButton, EmergencyPanel } from './safety/Emergency.tsx'
import { useEmergency } from './safety/use-emergency.ts'
import { useEmergencyTexts } from './safety/use-emergency-texts.ts'
import { useFindings } from './screening/use-findings.ts'
import classes from './visit.module.css'
import { useVisit } from './visit-context.ts'

/** Who this is and what could harm them: always in view, with the emergency number always in the same corner. */
export const PatientBar = () => {
  const t = useTranslations('practitioner.visit')
  const place = usePlace()
  const trpc = useTRPC()
  const { data, nowMs } = useVisit()
  const setting = useQuery(trpc.clinic.setting.queryOptions())
  const { visit } = data
  const emergency = useEmergency()
  // read now, so that it is here when the line is not
  useEmergencyTexts()
  const needs = useNeedMatters(visit.patientId)
  useEffect(() => showPatient(visit.patientId), [visit.patientId])
  const known = mattersOf(visit)
  const { quiet } = useFindings()
  const alerts = quiet
    .filter(({ code }) => !known.some(({ key }) => key === code))
    .map(({ code, name, note, severity }) => ({
      key: `rule-${code}`,
      severity: severity === 'info' ? ('info' as const) : ('danger' as const),
      words: [name, note].filter(Boolean).join(': '),
    }))
  const facts = [
    visit.serviceName[place.locale],
    visit.roomName,
    formatTimeRange(Date.parse(visit.startsAt), Date.parse(visit.endsAt), place),
    ...(data.encounter?.identity == null ? [] : [t(`identity.checked.${data.encounter.identity}`)]),
  ]
  return (
    <>
      <section className={classes.bar} aria-label={t('patientBar')}>
        <div className={classes.barTop}>
          <Link href="/practitioner" prefetch={false} className={classes.back} aria-label={t('toDay')}>
            <Icon name="back" size={20} />
          </Link>
          <div className={classes.barWho}>
            <h1 className={classes.barName}>
              <PatientLine
                name={visit.patientName}
                birthDate={visit.birthDate}
                today={localDateOf(nowMs, place.zone)}
                size="large"
              />
            </h1>
            <p className={classes.barFacts}>{facts.join(' · ')}</p>
          </div>
          <EmergencyButton emergency={emergency} />
        </div>
        <div className={classes.barMatters}>
          {known.length + alerts.length + needs.length === 0 ? null : (
            <WhatMatters matters={[...alerts, ...known, ...needs]} />
          )}
        </div>
      </section>
      <EmergencyPanel emergency={emergency} phone={setting.data?.emergencyPhone} />
    </>
  )
}
