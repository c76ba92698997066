'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { RefusalCard } from '#ui/clinic/RefusalCard.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { useKeepFocus } from '#ui/kit/use-keep-focus.ts'
import { ApiNotice } from '../../providers/ApiProblem.tsx'
import { useTRPC } from '../../providers/trpc.ts'
import { newId, useDesk } from './desk-context.ts'
import type { Answer, Draft } from './draft.ts'
import { OverrideForm } from './OverrideForm.tsx'
import classes from './panel.module.css'
import { type Refused, timesOf } from './refused.ts'
import type { Plan } from './use-offers.ts'
import { useServices } from './What.tsx'

export interface OverrideWish {
  readonly reason: string
  readonly breaks: NonNullable<Refused['offer']['staff']>['canOverride']
}

interface RefusedTimeProps {
  refused: Refused
  draft: Draft
  plan: Plan
  /** The time that was refused. */
  startMs: number
  busy: boolean
  onAnswer: (answer: Answer) => void
  onOverride: (override: OverrideWish) => void
}

/** A refusal in the place of the times: why, what is possible instead, and who could allow it. */
export const RefusedTime = ({ refused, draft, plan, startMs, busy, onAnswer, onOverride }: RefusedTimeProps) => {
  const t = useTranslations('desk.refused')
  const trpc = useTRPC()
  const { time, nowMs } = useDesk()
  const services = useServices().data?.services ?? []
  const ask = useMutation(trpc.task.askPractitioner.mutationOptions())
  const [overriding, setOverriding] = useState(false)
  const [requestId] = useState(newId)
  const below = useKeepFocus<HTMLDivElement>(`${ask.isSuccess} ${overriding}`)
  const { staff, title } = refused.offer
  const people = services.find(({ id }) => id === draft.serviceId)?.practitioners ?? []
  const askId = staff?.askPractitionerId ?? null
  const askWhom = people.find(({ id }) => id === askId)?.name ?? null
  const mayOverride = (staff?.canOverride.length ?? 0) > 0
  const isMove = draft.moving !== null
  const onAsk = () => {
    if (plan.wanted === null || askId === null || ask.isPending) return
    const { patientId, serviceId, areaIds } = plan.wanted
    const startIso = new Date(startMs).toISOString()
    ask.mutate({ requestId, practitionerId: askId, patientId, serviceId, areaIds, startIso, note: refused.sentence })
  }
  const talk = services
    .filter(({ needling, technique }) => !needling && technique === null)
    .toSorted((a, b) => a.minutes - b.minutes)[0]
  const isHeld = staff?.reasons.includes('hold') ?? false
  const isRest = isHeld || (staff?.reasons.includes('rest') ?? false)
  return (
    <>
      <RefusalCard
        title={title}
        tone={isHeld ? 'danger' : 'due'}
        sentences={staff?.sentences ?? [refused.sentence]}
        alternatives={timesOf(refused.offer)}
        noneFound={isHeld ? t('noneWhileHeld') : undefined}
        offersAre={isRest ? 'from-then' : 'instead'}
        zone={time.zone}
        nowMs={nowMs}
        onTake={(chosen) => onAnswer({ chosen })}
        onAnotherArea={!isMove && isRest ? () => focusQuestion('where') : undefined}
        onWithoutNeedling={
          !isMove && isRest && talk
            ? () => onAnswer({ serviceId: talk.id, needling: false, wish: { startMs, practitionerId: null } })
            : undefined
        }
        askWhom={askWhom}
        onAsk={askId === null || isMove || mayOverride || ask.isSuccess ? undefined : onAsk}
        onOverride={mayOverride && !overriding ? () => setOverriding(true) : undefined}
        rule={staff?.rule ?? undefined}
      />
      {ask.isSuccess ? (
        <Notice tone="done" role="status">
          {askWhom === null ? t('asked') : t('askedWhom', { practitioner: askWhom })}
        </Notice>
      ) : null}
      {ask.error ? <ApiNotice error={ask.error} /> : null}
      {overriding && staff ? (
        <OverrideForm
          busy={busy}
          onOverride={(reason) => onOverride({ reason, breaks: staff.canOverride })}
          onGiveUp={() => setOverriding(false)}
        />
      ) : null}
      <div ref={below} className={classes.actions}>
        <Button kind="quiet" onClick={() => onAnswer({ wish: null })}>
          {t('allTimes')}
        </Button>
      </div>
    </>
  )
}

const focusQuestion = (question: string) =>
  document.querySelector<HTMLElement>(`[data-question="${question}"] input`)?.focus()
