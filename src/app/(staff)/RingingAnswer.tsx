'use client'

import { useMutation } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import type { RingingOutput } from '#features/check-in/schema.ts'
import { phoneHref } from '#ui/clinic/PhoneText.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import { formatTime } from '#words/time.ts'
import { ApiNotice } from '../providers/ApiProblem.tsx'
import { useTRPC } from '../providers/trpc.ts'
import classes from './alarms.module.css'
import { usePlace } from './practitioner/use-place.ts'

/** What may be done about it: nothing while it is silent. */
const doKey = ({ stage, isMine }: RingingOutput) => {
  if (stage === null) return null
  if (stage !== 'again') return 'take'
  return isMine ? 'goOn' : 'takeOver'
}

const saidKey = (patient: string | null, isNeedle: boolean) => {
  if (patient === null) return 'saidText'
  return isNeedle ? 'saidNeedle' : 'said'
}

/** Somebody at home wrote something that may not wait: who, as far as is known, how to reach them, and who takes it. */
export const RingingAnswer = ({ answer }: { answer: RingingOutput }) => {
  const t = useTranslations('answer.alert')
  const trpc = useTRPC()
  const place = usePlace()
  const take = useMutation(trpc.checkIn.take.mutationOptions())
  const { taskId, patientId, patientName: patient, patientPhone: phone, isNeedle, stage, mayReadText } = answer
  const toDo = doKey(answer)
  const time = formatTime(Date.parse(answer.sinceIso), place)
  return (
    <div className={classes.alarm} data-emergency="true" data-quiet={stage === null} role="alert">
      <Icon name="alert" size={28} />
      <p className={classes.what}>
        <strong>{patient === null ? t('text') : t(isNeedle ? 'needle' : 'title', { patient })}</strong>
        <span>{t(saidKey(patient, isNeedle), { time })}</span>
        {phone === null ? <span>{t('noPhone')}</span> : <a href={phoneHref(phone)}>{t('phone', { phone })}</a>}
        <span>
          <Taken answer={answer} />
        </span>
      </p>
      {take.error ? <ApiNotice error={take.error} /> : null}
      <div className={classes.actions}>
        {toDo === null ? null : (
          <Button
            kind="primary"
            busy={take.isPending}
            onClick={() => take.mutate({ requestId: crypto.randomUUID(), taskId })}
          >
            {t(toDo)}
          </Button>
        )}
        {patient === null && mayReadText ? (
          <Link className={classes.link} href="/desk/messages" prefetch={false}>
            {t('readText')}
          </Link>
        ) : null}
        {patientId === null ? (
          <Link className={classes.link} href="/desk" prefetch={false}>
            {t('list')}
          </Link>
        ) : (
          <Link className={classes.link} href={`/practitioner/record/${patientId}`} prefetch={false}>
            {t('record')}
          </Link>
        )}
      </div>
    </div>
  )
}

/** Who takes it, or that nobody does. */
const Taken = ({ answer: { stage, isMine, takenByName, takenIso } }: { answer: RingingOutput }) => {
  const t = useTranslations('answer.alert')
  const place = usePlace()
  if (stage === null) return t('mine')
  if (stage !== 'again' || takenIso === null) return t(`stage.${stage === 'on-duty' ? 'on-duty' : 'everyone'}`)
  return t(isMine ? 'againMine' : 'again', { name: takenByName ?? '', time: formatTime(Date.parse(takenIso), place) })
}
