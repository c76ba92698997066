'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { localDateOf } from '#domain/time/zone.ts'
import type { Task } from '#features/task/schema.ts'
import { useLotNumber } from '#ui/clinic/use-lot-number.ts'
import { Button, LinkButton } from '#ui/kit/Button.tsx'
import { Icon, type IconName } from '#ui/kit/Icon.tsx'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { useKeepFocus } from '#ui/kit/use-keep-focus.ts'
import { formatDate, formatDateTime } from '#words/time.ts'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { AnswerTask } from '../../AnswerTask.tsx'
import classes from '../desk.module.css'
import { newId, useDesk } from '../desk-context.ts'
import { useOpenMove } from '../plan/use-open-move.ts'
import { useServices } from '../questions/What.tsx'
import { useMoveWords } from '../visit/use-move-words.ts'
import { AllowTask } from './AllowTask.tsx'
import { MoveTask } from './MoveTask.tsx'
import { Requests, useRequests } from './Requests.tsx'
import { type TaskOfVisit, tasksByVisit } from './tasks-by-visit.ts'
import { useIsAsked } from './use-is-asked.ts'

/** What waits for a person, the oldest first. */
export const ToDo = () => {
  const t = useTranslations('desk.toDo')
  const trpc = useTRPC()
  const { data, error } = useQuery(trpc.task.list.queryOptions({}))
  const tArrange = useTranslations('arrange')
  const tList = useTranslations('message.list')
  const asked = useRequests().data
  const requests = asked?.requests.length ?? 0
  const shown = tasksByVisit(data?.tasks ?? [])
  const [done, setDone] = useState(0)
  const place = useKeepFocus<HTMLElement>(done)
  return (
    <section ref={place} className={classes.box} aria-labelledby="to-do">
      <h2 id="to-do" className={classes.boxTitle} tabIndex={-1}>
        {t('title')}
        <span className={classes.count}>
          {data?.nextCursor || asked?.nextCursor
            ? t('many', { count: shown.length + requests })
            : data && shown.length + requests}
        </span>
      </h2>
      <Link className={classes.boxLink} href="/desk/messages" prefetch={false}>
        {tList('title')}
      </Link>
      {error ? <ApiNotice error={error} /> : null}
      {!data && !error ? <LoadingRows rows={2} /> : null}
      {data && shown.length + requests === 0 ? <p className={classes.quiet}>{t('empty')}</p> : null}
      {requests > 0 ? <p className={classes.boxPart}>{tArrange('request.title', { count: requests })}</p> : null}
      <ul className={classes.rows}>
        <Requests />
        {shown.map(({ task, causes }) => (
          <li key={task.id} className={classes.task}>
            <OneTask task={task} causes={causes} onDone={() => setDone((count) => count + 1)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What only rests or is on hold may be allowed where it is. */
const mayStay = (causes: TaskOfVisit['causes']): boolean =>
  causes.length > 0 && causes.every(({ why }) => why === 'rest' || why === 'hold')

/** Said in the words of answers. */
const ANSWERS = ['answer-emergency', 'answer-concerning', 'answer-unclear', 'no-answer'] as const
const answerKind = (kind: string) => ANSWERS.find((one) => one === kind)

type Word =
  | ('visitToMove' | 'allowVisit' | 'notAllowed' | 'notDelivered' | 'call' | 'lotToCheck')
  | ('needlesToCount' | 'needleToRemove' | 'needleFound' | 'incidentToWrite' | 'incidentFollowUp')
  | ('referralReply' | 'recallToTell' | 'messageReceived' | 'wrongPerson')

const LOOKS: Readonly<Record<string, { icon: IconName; word: Word }>> = {
  'visit-to-move': { icon: 'alert', word: 'visitToMove' },
  'allow-visit': { icon: 'lock', word: 'allowVisit' },
  'visit-not-allowed': { icon: 'close', word: 'notAllowed' },
  'message-not-delivered': { icon: 'close', word: 'notDelivered' },
  'call-patient': { icon: 'person', word: 'call' },
  'message-received': { icon: 'list', word: 'messageReceived' },
  'wrong-person': { icon: 'alert', word: 'wrongPerson' },
  'lot-to-check': { icon: 'alert', word: 'lotToCheck' },
  'recall-to-tell': { icon: 'alert', word: 'recallToTell' },
  'needles-to-count': { icon: 'alert', word: 'needlesToCount' },
  'needle-to-remove': { icon: 'clock', word: 'needleToRemove' },
  'needle-found': { icon: 'alert', word: 'needleFound' },
  'incident-to-write': { icon: 'list', word: 'incidentToWrite' },
  'incident-follow-up': { icon: 'person', word: 'incidentFollowUp' },
  'referral-reply': { icon: 'clock', word: 'referralReply' },
}
const OTHER = { icon: 'list', word: 'other' } as const

const OneTask = ({ task, causes, onDone }: TaskOfVisit & { onDone: () => void }) => {
  const t = useTranslations('desk.toDo')
  const tArrange = useTranslations('arrange')
  const tAnswer = useTranslations('answer.task')
  const answer = answerKind(task.kind)
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { time } = useDesk()
  const number = useLotNumber()
  const moveWords = useMoveWords()
  const complete = useMutation(trpc.task.complete.mutationOptions())
  const { isAsked } = useIsAsked(task.practitioner?.id ?? null)
  const { icon, word } = LOOKS[task.kind] ?? OTHER
  const startIso = task.asked?.startIso ?? task.appointment?.startIso
  const movesFromIso = task.asked === null ? undefined : task.appointment?.startIso
  const askedWords = (kind: string, by: string, practitioner: string) =>
    kind === 'visit-not-allowed' ? tArrange('ask.declinedBy', { by }) : t('askedOf', { by, practitioner })
  return (
    <>
      <p className={classes.taskTitle}>
        <Icon name={task.rings ? 'alert' : icon} size={14} />
        {answer === undefined ? t(word) : tAnswer(`kind.${answer}`)}
      </p>
      {task.onDate === null ? null : <p>{t('onDay', { day: formatDate(task.onDate, time.locale) })}</p>}
      {task.patient ? <bdi className={classes.rowName}>{task.patient.name}</bdi> : null}
      {task.fromNumber === null ? null : <p>{tAnswer('fromNumber', { number: task.fromNumber })}</p>}
      {task.lot ? (
        <p className={classes.quiet}>
          {t(`lot.${task.lot.fault}`, { product: task.lot.productName, lot: number.named(task.lot.lotNumber) })}
        </p>
      ) : null}
      {task.recall ? (
        <p className={classes.quiet}>
          <bdi>{[task.recall.reference, task.recall.reason].filter(Boolean).join(': ')}</bdi>{' '}
          {t('recallPeople', { count: task.recall.toTell })}
        </p>
      ) : null}
      <p className={classes.quiet}>
        {[
          startIso ? formatDateTime(Date.parse(startIso), time) : null,
          movesFromIso ? tArrange('ask.insteadOf', { when: formatDateTime(Date.parse(movesFromIso), time) }) : null,
          task.asked ? askedWords(task.kind, task.asked.byName, task.practitioner?.name ?? '') : null,
          (task.appointment || task.asked) && !task.withNote ? null : (task.patient?.phone ?? null),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {task.asked?.note ? <p className={classes.quiet}>{tArrange('ask.note', { note: task.asked.note })}</p> : null}
      {causes.length > 0 ? <p className={classes.quiet}>{causes.map(moveWords).join(' ')}</p> : null}
      {complete.error ? <ApiNotice error={complete.error} /> : null}
      {task.withNote ? <AnswerTask task={task} time={time} onClosed={onDone} /> : null}
      <div className={classes.taskActions}>
        {task.kind === 'visit-to-move' && task.appointment && task.status === 'open' ? (
          <MoveTask appointment={task.appointment} mayStay={mayStay(causes)} />
        ) : null}
        {task.kind === 'allow-visit' && task.asked && task.patient && task.status === 'open' ? (
          <AllowTask
            taskId={task.id}
            asked={task.asked}
            moving={task.appointment}
            patient={task.patient}
            practitionerId={task.practitioner?.id ?? null}
            onDone={onDone}
          />
        ) : null}
        <Look task={task} />
        {task.withNote ||
        task.recall ||
        task.kind === 'visit-to-move' ||
        (task.kind === 'allow-visit' && isAsked) ? null : (
          <Button
            kind="quiet"
            busy={complete.isPending}
            onClick={() =>
              complete.mutate(
                { requestId: task.id, taskId: task.id },
                { onSuccess: () => queries.invalidateQueries(trpc.task.pathFilter()).then(onDone) },
              )
            }
          >
            {t('done')}
          </Button>
        )}
      </div>
    </>
  )
}

/** Leads to what the task is about. */
const Look = ({ task: { id: taskId, appointment, asked, lot, patient, practitioner, recall } }: { task: Task }) => {
  const t = useTranslations('desk.toDo')
  const { dispatch, time, mayTraceLots } = useDesk()
  const services = useServices().data?.services ?? []
  const move = useOpenMove()
  if (appointment !== null && asked === null)
    return (
      <Button
        kind="quiet"
        onClick={() =>
          dispatch({
            type: 'open-visit',
            visitId: appointment.id,
            date: localDateOf(Date.parse(appointment.startIso), time.zone),
          })
        }
      >
        {t('openVisit')}
      </Button>
    )
  if (recall !== null)
    return (
      <LinkButton kind="quiet" href={`/stock/recalls/${recall.id}`}>
        {t('openRecall')}
      </LinkButton>
    )
  if (lot !== null)
    return mayTraceLots ? (
      <LinkButton kind="quiet" href={`/stock/lots/${lot.id}`}>
        {t('openLot')}
      </LinkButton>
    ) : (
      <LinkButton kind="quiet" href="/stock/lots">
        {t('openStock')}
      </LinkButton>
    )
  if (patient === null) return null
  const person = { id: patient.id, name: patient.name, birthDate: null }
  if (asked === null)
    return (
      <Button kind="quiet" onClick={() => dispatch({ type: 'open-patient', person })}>
        {t('openPatient')}
      </Button>
    )
  const needling = services.find(({ id }) => id === asked.serviceId)?.needling ?? true
  const startMs = Date.parse(asked.startIso)
  const wish = { startMs, practitionerId: practitioner?.id ?? null }
  if (appointment !== null)
    return (
      <>
        <Button kind="quiet" onClick={() => move.open(appointment.id, { wish, taskId })}>
          {t('look')}
        </Button>
        {move.error === null ? null : <ApiNotice error={move.error} />}
      </>
    )
  return (
    <Button
      kind="quiet"
      onClick={() => {
        dispatch({ type: 'go', date: localDateOf(startMs, time.zone) })
        dispatch({
          type: 'new-visit',
          requestId: newId(),
          answer: {
            patient: person,
            serviceId: asked.serviceId,
            needling,
            areaIds: asked.areaIds,
            areasUndecided: needling && asked.areaIds.length === 0,
            practitionerId: null,
            wish,
            taskId,
          },
        })
      }}
    >
      {t('look')}
    </Button>
  )
}
