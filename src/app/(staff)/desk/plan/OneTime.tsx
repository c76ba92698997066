'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { allows } from '#domain/appointment/transitions.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { HeldTime } from '#ui/clinic/times/HeldTime.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { CheckField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { useKeepFocus } from '#ui/kit/use-keep-focus.ts'
import { formatDateTime } from '#words/time.ts'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { newId, useDesk } from '../desk-context.ts'
import type { Answer, Draft, Moving } from '../draft.ts'
import classes from '../panel.module.css'
import { AnotherTime } from '../questions/AnotherTime.tsx'
import type { Plan } from '../questions/use-offers.ts'
import { useServices } from '../questions/What.tsx'
import { When } from '../questions/When.tsx'
import { RefusedTime } from '../refusal/RefusedTime.tsx'
import type { Standing } from '../refusal/refused.ts'
import { StaleVisit } from '../refusal/StaleVisit.tsx'
import { type Asking, useAsk } from '../refusal/use-ask.ts'
import type { Hold } from './use-hold.ts'
import type { Saving } from './use-save-draft.ts'

interface OneTimeProps {
  draft: Draft
  plan: Plan
  hold: Hold
  saving: Saving
  onAnswer: (answer: Answer) => void
}

/** The time of one visit: offered, wished for or refused, held while it is thought over, and booked. */
export const OneTime = ({ draft, plan, hold, saving, onAnswer }: OneTimeProps) => {
  const services = useServices().data?.services ?? []
  const verdict = plan.verdict && !plan.verdict.ok ? plan.verdict : null
  const refused = saving.refused ?? verdict ?? hold.refused
  const standing = saving.refused?.offer.staff?.standing ?? draft.moving?.changed ?? null
  const startMs = saving.refused
    ? Date.parse(saving.failedStartIso ?? '')
    : verdict
      ? (draft.wish?.startMs ?? 0)
      : (plan.chosen?.startMs ?? 0)
  const overriddenBy = verdict && !saving.refused ? draft.wish?.practitionerId : plan.chosen?.practitionerId
  const chosen = refused === null ? plan.chosen : null
  const warnings = plan.verdict?.ok ? plan.verdict.warnings : []
  const asking = useAsk(draft, plan)
  const [reason, onReason] = useState('')
  const [tellPatient, setTellPatient] = useState(true)
  const practitioners = services.find(({ id }) => id === draft.serviceId)?.practitioners ?? []
  if (asking.visitId !== null) return <Allowed asking={asking} visitId={asking.visitId} practitioners={practitioners} />
  return (
    <>
      {draft.moving !== null && standing !== null ? (
        <MovedMeanwhile {...{ draft, saving, practitioners }} moving={draft.moving} now={standing} />
      ) : refused ? (
        <RefusedTime
          {...{ refused, draft, asking, startMs, onAnswer }}
          words={{ reason, onReason }}
          busy={saving.busy}
          onOverride={(override) =>
            saving.save({ startMs, practitionerId: overriddenBy ?? draft.practitionerId }, tellPatient, override)
          }
        />
      ) : (
        <When draft={draft} plan={plan} practitioners={practitioners} onAnswer={onAnswer} />
      )}
      {plan.checked.error && draft.wish ? <ApiNotice error={plan.checked.error} /> : null}
      {warnings.length > 0 && chosen ? (
        <Notice tone="due" role="status">
          {warnings.join(' ')}
        </Notice>
      ) : null}
      {saving.error && saving.refused === null ? <ApiNotice error={saving.error} /> : null}
      <BookFoot
        key={draft.id}
        {...{ draft, plan, hold, saving }}
        isRefused={refused !== null}
        tells={{ tellPatient, setTellPatient }}
      />
      {refused === null ? (
        <AnotherTime
          plan={plan}
          onWish={(wishMs) => onAnswer({ wish: { startMs: wishMs, practitionerId: draft.practitionerId } })}
        />
      ) : null}
    </>
  )
}

interface BookFootProps extends Omit<OneTimeProps, 'onAnswer'> {
  isRefused: boolean
  tells: { tellPatient: boolean; setTellPatient: (tell: boolean) => void }
}

/** The last press, and how long the time is still held for it. */
const BookFoot = ({ draft, plan, hold, saving, isRefused, tells }: BookFootProps) => {
  const t = useTranslations('desk')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { time, clock } = useDesk()
  const foot = useKeepFocus<HTMLDivElement>(isRefused)
  const { chosen } = plan
  // it may be somebody else's by now: what is free is looked up again
  const onOver = () => void queries.invalidateQueries(trpc.appointment.freeTimes.pathFilter())
  return (
    <div ref={foot} className={classes.foot}>
      {chosen === null || isRefused ? null : (
        <>
          {hold.untilMs === null ? null : (
            <HeldTime untilMs={hold.untilMs} clock={clock} onHoldOn={hold.again} onOver={onOver} />
          )}
          {hold.notHeld === null ? null : <p className={classes.quiet}>{hold.notHeld}</p>}
          <CheckField
            label={t('tellPatient')}
            checked={tells.tellPatient}
            onChange={(event) => tells.setTellPatient(event.currentTarget.checked)}
          />
          <Button
            kind="primary"
            wide
            busy={saving.busy}
            onClick={() => saving.save(chosen, tells.tellPatient)}
            data-action="save"
          >
            {t(draft.moving === null ? 'book' : 'move.to', { when: formatDateTime(chosen.startMs, time) })}
          </Button>
        </>
      )}
    </div>
  )
}

interface AllowedProps {
  asking: Asking
  visitId: string
  practitioners: readonly { readonly id: string; readonly name: string }[]
}

/** What was asked for has been allowed meanwhile: it stands on the day, and nothing is left to do here. */
const Allowed = ({ asking: { askedMs, askedId }, visitId, practitioners }: AllowedProps) => {
  const t = useTranslations('arrange.ask')
  const { dispatch, time, nowMs } = useDesk()
  const startMs = askedMs ?? nowMs
  const practitioner = practitioners.find(({ id }) => id === askedId)?.name ?? ''
  const date = localDateOf(startMs, time.zone)
  return (
    <Notice tone="done" role="status" title={t('isAllowed', { practitioner })}>
      <p className={classes.need}>{t('isBooked', { when: formatDateTime(startMs, time, { nowMs }) })}</p>
      <Button onClick={() => dispatch({ type: 'saved', requestId: newId(), visitId, date })}>{t('openVisit')}</Button>
    </Notice>
  )
}

interface MovedMeanwhileProps {
  draft: Draft
  moving: Moving
  now: Standing
  saving: Saving
  practitioners: readonly { readonly id: string; readonly name: string }[]
}

/** Somebody else has changed the visit that is moved here: both are shown, and one is chosen. */
const MovedMeanwhile = ({ draft, moving, now, saving, practitioners }: MovedMeanwhileProps) => {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { dispatch, time, nowMs } = useDesk()
  const practitionerName = practitioners.find(({ id }) => id === moving.practitionerId)?.name ?? ''
  const wishedMs = saving.failedStartIso === null ? (draft.wish?.startMs ?? 0) : Date.parse(saving.failedStartIso)
  const onTheirs = () => {
    void queries.invalidateQueries(trpc.appointment.pathFilter())
    dispatch({ type: 'open-visit', visitId: moving.appointmentId })
  }
  return (
    <StaleVisit
      saw={{ startMs: moving.startMs, practitionerName, status: moving.status }}
      now={now}
      wish={formatDateTime(wishedMs, time, { nowMs })}
      busy={saving.busy}
      onMine={allows('reschedule', now.status) ? () => saving.saveOn(now) : undefined}
      onTheirs={onTheirs}
    />
  )
}
