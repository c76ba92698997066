'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { RefusalCard } from '#ui/clinic/times/RefusalCard.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { useKeepFocus } from '#ui/kit/use-keep-focus.ts'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useDesk } from '../desk-context.ts'
import type { Answer, Draft } from '../draft.ts'
import classes from '../panel.module.css'
import { useServices } from '../questions/What.tsx'
import { OverrideForm } from './OverrideForm.tsx'
import { type Refused, timesOf } from './refused.ts'
import type { Asking } from './use-ask.ts'

export interface OverrideWish {
  readonly reason: string
  readonly breaks: NonNullable<Refused['offer']['staff']>['canOverride']
}

interface RefusedTimeProps {
  refused: Refused
  draft: Draft
  asking: Asking
  /** The time that was refused. */
  startMs: number
  /** Why it is right all the same, as far as it is typed. */
  words: { readonly reason: string; readonly onReason: (reason: string) => void }
  busy: boolean
  onAnswer: (answer: Answer) => void
  onOverride: (override: OverrideWish) => void
}

/** A refusal in the place of the times: why, what is possible instead, and who could allow it. */
export const RefusedTime = ({
  refused,
  draft,
  asking,
  startMs,
  words,
  busy,
  onAnswer,
  onOverride,
}: RefusedTimeProps) => {
  const t = useTranslations('desk.refused')
  const { time, nowMs } = useDesk()
  const services = useServices().data?.services ?? []
  const [overriding, setOverriding] = useState(false)
  const isAsked = asking.askedMs === startMs
  const below = useKeepFocus<HTMLDivElement>(`${isAsked} ${overriding}`)
  const { staff, title } = refused.offer
  const people = services.find(({ id }) => id === draft.serviceId)?.practitioners ?? []
  const askId = staff?.askPractitionerId ?? null
  const askWhom = people.find(({ id }) => id === askId)?.name ?? null
  const mayOverride = (staff?.canOverride.length ?? 0) > 0
  const isMove = draft.moving !== null
  const talk = services
    .filter(({ needling, technique }) => !needling && technique === null)
    .toSorted((a, b) => a.minutes - b.minutes)[0]
  const isHeld = staff?.reasons.includes('hold') ?? false
  const isRest = isHeld || (staff?.reasons.includes('rest') ?? false)
  return (
    <>
      <RefusalCard
        key={refused.sentence}
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
        onAsk={
          askId === null || mayOverride || isAsked ? undefined : () => asking.ask(askId, startMs, refused.sentence)
        }
        onOverride={mayOverride && !overriding ? () => setOverriding(true) : undefined}
        rule={staff?.rule ?? undefined}
      />
      {isAsked ? (
        <Notice tone="done" role="status">
          {askWhom === null ? t('asked') : t('askedWhom', { practitioner: askWhom })}
        </Notice>
      ) : null}
      {asking.error ? <ApiNotice error={asking.error} /> : null}
      {overriding && staff ? (
        <OverrideForm
          {...words}
          busy={busy}
          onOverride={(given) => onOverride({ reason: given, breaks: staff.canOverride })}
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
