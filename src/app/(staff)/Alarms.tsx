'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'use-intl/react'
import type { EmergencyOutput } from '#features/emergency/schema.ts'
import type { NeedleAlarmOutput } from '#features/needle-alarm/schema.ts'
import { ClinicSteps } from '#ui/clinic/ClinicSteps.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import { formatTime } from '#words/time.ts'
import { useTRPC } from '../providers/trpc.ts'
import classes from './alarms.module.css'
import { usePlace } from './practitioner/use-place.ts'
import { RingingAnswer } from './RingingAnswer.tsx'
import { useRing } from './use-ring.ts'

/** Asked for again by itself, besides live updates: an alarm must not hang on one line. */
const LOOK_EVERY_MS = 15_000

/** What calls somebody, on every screen of the staff, above everything else. */
export const Alarms = () => {
  const t = useTranslations('safety.alarm')
  const trpc = useTRPC()
  const path = usePathname()
  const again = { refetchInterval: LOOK_EVERY_MS, refetchIntervalInBackground: true, staleTime: 0 } as const
  const emergencies = useQuery(trpc.emergency.open.queryOptions(undefined, again)).data
  const alarms = useQuery(trpc.needleAlarm.list.queryOptions(undefined, again)).data?.alarms ?? []
  const answers = useQuery(trpc.checkIn.ringing.queryOptions(undefined, again)).data?.answers ?? []
  // in the room itself the visit's own screen says all that and more
  const urgent = (emergencies?.emergencies ?? []).filter(
    ({ appointmentId }) => !path.endsWith(`/visit/${appointmentId}`),
  )
  useRing(
    urgent.some(({ goingByName }) => goingByName === null) ||
      answers.some(({ stage }) => stage !== null) ||
      alarms.some(({ quiet }) => !quiet),
  )
  if (urgent.length + answers.length + alarms.length === 0) return null
  return (
    <section className={classes.alarms} aria-label={t('region')}>
      {urgent.map((emergency) => (
        <OneEmergency key={emergency.id} emergency={emergency} />
      ))}
      {urgent.length > 0 && emergencies?.whatToDo ? <ClinicSteps text={emergencies.whatToDo} urgent /> : null}
      {answers.map((answer) => (
        <RingingAnswer key={answer.taskId} answer={answer} />
      ))}
      {alarms.map((alarm) => (
        <OneAlarm key={alarm.encounterId} alarm={alarm} />
      ))}
    </section>
  )
}

const OneAlarm = ({ alarm }: { alarm: NeedleAlarmOutput }) => {
  const t = useTranslations('safety.alarm')
  const trpc = useTRPC()
  const place = usePlace()
  const answer = useMutation(trpc.needleAlarm.answer.mutationOptions())
  const { encounterId, appointmentId, roomName: room, patientName: patient, practitionerName: practitioner } = alarm
  return (
    <div className={classes.alarm} data-quiet={alarm.quiet} role="alert">
      <Icon name="clock" size={22} />
      <p className={classes.what}>
        <strong>{t('title', { time: formatTime(Date.parse(alarm.dueIso), place) })}</strong>
        <span>{t('who', { room, patient, practitioner })}</span>
        <span>{alarm.goingByName === null ? t(`stage.${alarm.stage}`) : t('going', { name: alarm.goingByName })}</span>
      </p>
      <div className={classes.actions}>
        {alarm.quiet ? null : (
          <Button
            kind="primary"
            busy={answer.isPending}
            onClick={() => answer.mutate({ requestId: crypto.randomUUID(), encounterId })}
          >
            {t('go')}
          </Button>
        )}
        <ToVisit appointmentId={appointmentId} />
      </div>
    </div>
  )
}

const OneEmergency = ({ emergency }: { emergency: EmergencyOutput }) => {
  const t = useTranslations('safety.emergency')
  const trpc = useTRPC()
  const place = usePlace()
  const answer = useMutation(trpc.emergency.answer.mutationOptions())
  const { id: emergencyId, needles, patientPhone: phone, roomName: room, patientName: patient } = emergency
  const time = formatTime(Date.parse(emergency.tappedIso), place)
  return (
    <div className={classes.alarm} data-emergency="true" role="alert">
      <Icon name="alert" size={28} />
      <p className={classes.what}>
        <strong>{t('banner', { room })}</strong>
        <span>{t('by', { patient, name: emergency.byName, time })}</span>
        {phone === null ? null : <span>{t('phone', { phone })}</span>}
        {needles === null ? null : (
          <span>
            {t('needles', { count: needles.stillIn })}
            {needles.areas.map(({ name: area, needles: count }) => ` · ${t('where', { area, needles: count })}`)}
          </span>
        )}
        <span>{emergency.goingByName === null ? t('nobody') : t('going', { name: emergency.goingByName })}</span>
      </p>
      <div className={classes.actions}>
        {emergency.goingByName !== null ? null : (
          <Button
            kind="primary"
            busy={answer.isPending}
            onClick={() => answer.mutate({ requestId: crypto.randomUUID(), emergencyId })}
          >
            {t('go')}
          </Button>
        )}
        <ToVisit appointmentId={needles === null ? null : emergency.appointmentId} />
      </div>
    </div>
  )
}

const ToVisit = ({ appointmentId }: { appointmentId: string | null }) => {
  const t = useTranslations('safety.alarm')
  if (appointmentId === null) return null
  return (
    <Link className={classes.link} href={`/practitioner/visit/${appointmentId}`} prefetch={false}>
      {t('open')}
    </Link>
  )
}
