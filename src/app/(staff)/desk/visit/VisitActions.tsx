'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button, LinkButton } from '#ui/kit/Button.tsx'
import { useKeepFocus } from '#ui/kit/use-keep-focus.ts'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { movableOf, type Visit } from '../day/day-view.ts'
import { newId, useDesk } from '../desk-context.ts'
import classes from '../panel.module.css'
import { CancelForm } from './CancelForm.tsx'
import { DeclineForm } from './DeclineForm.tsx'
import { useStand } from './use-stand.ts'

/** In the order in which a visit goes; the first that is possible is the likely one. */
const STEPS = ['arrive', 'check-in', 'undo-arrival', 'undo-check-in', 'no-show'] as const
type Step = (typeof STEPS)[number]
const WORDS = {
  arrive: 'arrive',
  'check-in': 'toRoom',
  'undo-arrival': 'undoArrival',
  'undo-check-in': 'undoRoom',
  'no-show': 'noShow',
} as const satisfies Readonly<Record<Step, string>>
const DONE = {
  arrive: 'arrived',
  'check-in': 'inRoom',
  'undo-arrival': 'arrivalUndone',
  'undo-check-in': 'roomUndone',
  'no-show': 'missed',
} as const satisfies Readonly<Record<Step, string>>

/** Once somebody is in their room there is something to take home. */
const HAS_LEAFLET: readonly Visit['status'][] = ['checked-in', 'fulfilled']

/** What can be done with a visit now, by this person: only that is shown. */
export const VisitActions = ({ visit }: { visit: Visit }) => {
  const t = useTranslations('desk')
  const tArrange = useTranslations('arrange')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { dispatch, tell } = useDesk()
  const [ending, setEnding] = useState<'cancel' | 'decline' | null>(null)
  const giveUp = () => setEnding(null)
  const stand = useStand(visit)
  const arrive = useMutation(trpc.appointment.arrive.mutationOptions())
  // one press is one intention, until it is known to have worked
  const requestId = useRef({ step: '', id: '' })
  const steps = STEPS.filter((step) => visit.actions.includes(step))
  const take = (step: Step) => {
    if (arrive.isPending) return
    if (requestId.current.step !== step) requestId.current = { step, id: newId() }
    arrive.mutate(
      { requestId: requestId.current.id, appointmentId: visit.id, action: step },
      {
        onSuccess: () => {
          requestId.current = { step: '', id: '' }
          tell({ words: t(`news.${DONE[step]}`, { name: visit.patient.name }) })
          return queries.invalidateQueries(trpc.appointment.pathFilter())
        },
        // somebody else may have been first: the visit is shown as it is by now
        onError: () => void queries.invalidateQueries(trpc.appointment.pathFilter()),
      },
    )
  }
  const place = useKeepFocus<HTMLDivElement>(`${visit.status} ${ending}`)
  if (ending === 'cancel') return <CancelForm visit={visit} onGiveUp={giveUp} />
  if (ending === 'decline')
    return <DeclineForm visit={{ ...visit, patientName: visit.patient.name }} onGiveUp={giveUp} />
  return (
    <>
      {(arrive.error ?? stand.error) ? <ApiNotice error={arrive.error ?? stand.error} /> : null}
      <div ref={place} className={classes.actions}>
        {visit.actions.includes('confirm') ? (
          <Button kind="primary" busy={stand.busy} onClick={stand.confirm}>
            {tArrange('request.confirm')}
          </Button>
        ) : null}
        {visit.actions.includes('decline') ? (
          <Button onClick={() => setEnding('decline')}>{tArrange('request.decline')}</Button>
        ) : null}
        {visit.actions.includes('undo-no-show') ? (
          <Button busy={stand.busy} onClick={stand.undoNoShow}>
            {tArrange('noShow.undo')}
          </Button>
        ) : null}
        {steps.map((step, index) => (
          <Button
            key={step}
            kind={index === 0 && (step === 'arrive' || step === 'check-in') ? 'primary' : 'plain'}
            busy={arrive.isPending}
            onClick={() => take(step)}
          >
            {t(`visit.${WORDS[step]}`)}
          </Button>
        ))}
        {visit.actions.includes('reschedule') ? (
          <Button onClick={() => dispatch({ type: 'move-visit', requestId: newId(), visit: movableOf(visit) })}>
            {t('visit.move')}
          </Button>
        ) : null}
        {visit.actions.includes('cancel') && !visit.actions.includes('decline') ? (
          <Button onClick={() => setEnding('cancel')}>{t('visit.cancel')}</Button>
        ) : null}
        {HAS_LEAFLET.includes(visit.status) ? (
          <LinkButton href={`/api/leaflet/${visit.id}`} target="_blank" rel="noreferrer">
            {t('visit.paper')}
          </LinkButton>
        ) : null}
        <Button
          kind="quiet"
          onClick={() =>
            dispatch({
              type: 'new-visit',
              requestId: newId(),
              answer: { patient: movableOf(visit).person, wish: null },
            })
          }
        >
          {t('visit.another')}
        </Button>
      </div>
    </>
  )
}
