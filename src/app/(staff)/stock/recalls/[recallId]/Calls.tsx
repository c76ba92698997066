'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Call } from '#features/recall/schema.ts'
import { phoneHref } from '#ui/clinic/PhoneText.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { CheckField } from '#ui/kit/Field.tsx'
import { ApiNotice } from '../../../../providers/ApiProblem.tsx'
import { useTRPC, useTRPCClient } from '../../../../providers/trpc.ts'
import settings from '../../../keeping/keeping.module.css'
import { ListStates, Told } from '../../../keeping/ListStates.tsx'
import { useSave } from '../../../keeping/use-save.ts'
import classes from '../recalls.module.css'

const PAGE = 50

interface CallsProps {
  recallId: string
  onWrite: (person: Call) => void
  openId: string | null
}

/** Whom to tell, by name: how to reach them, how they stand, and a button to write down what came of it. */
export const Calls = ({ recallId, onWrite, openId }: CallsProps) => {
  const t = useTranslations('recall.calls')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const [waitingOnly, setWaitingOnly] = useState(false)
  const list = useInfiniteQuery({
    queryKey: trpc.recall.calls.infiniteQueryKey({ recallId, waitingOnly, limit: PAGE }),
    queryFn: ({ pageParam, signal }) =>
      api.recall.calls.query({ recallId, waitingOnly, limit: PAGE, cursor: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })
  const calls = list.data?.pages.flatMap((page) => page.calls) ?? []
  const [head] = list.data?.pages ?? []
  const isDrill = head?.kind === 'drill'
  const waiting = isDrill ? 0 : (head?.people.waiting ?? 0)
  return (
    <section className={settings.section} aria-labelledby="whom-to-tell">
      <h2 id="whom-to-tell">{t('title')}</h2>
      {isDrill ? <p className={settings.quiet}>{t('drillIntro')}</p> : null}
      <WriteToAll recallId={recallId} waiting={waiting} />
      <CheckField
        label={t('waitingOnly')}
        checked={waitingOnly}
        onChange={({ currentTarget }) => setWaitingOnly(currentTarget.checked)}
      />
      <ListStates
        list={list}
        count={calls.length}
        empty={
          <EmptyState title={t('nobody')} icon="person">
            {t('nobodyHint')}
          </EmptyState>
        }
      >
        <table className={settings.table}>
          <thead>
            <tr>
              <th scope="col">{t('person')}</th>
              <th scope="col">{t('reach')}</th>
              <th scope="col">{t('standing')}</th>
            </tr>
          </thead>
          <tbody>
            {calls.map((call) => (
              <CallRow
                key={call.patientId}
                call={call}
                isOpen={call.patientId === openId}
                {...(isDrill ? {} : { onWrite: () => onWrite(call) })}
              />
            ))}
          </tbody>
        </table>
      </ListStates>
    </section>
  )
}

/** One press for everybody who waits; each is written to once. */
const WriteToAll = ({ recallId, waiting }: { recallId: string; waiting: number }) => {
  const t = useTranslations('recall.calls')
  const trpc = useTRPC()
  const [written, setWritten] = useState<number | null>(null)
  const sending = useSave(trpc.recall.send.mutationOptions(), ({ messages }) => setWritten(messages))
  return (
    <>
      {written === null ? null : <Told key={written}>{t('writtenTo', { count: written })}</Told>}
      {sending.error === null ? null : <ApiNotice error={sending.error} />}
      {waiting === 0 || written !== null ? null : (
        <div className={classes.actions}>
          <Button busy={sending.busy} onClick={() => sending.send({ recallId, patientId: null })}>
            {t('writeAll', { count: waiting })}
          </Button>
        </div>
      )}
    </>
  )
}

interface CallRowProps {
  call: Call
  isOpen: boolean
  /** Nothing is written down of a drill. */
  onWrite?: () => void
}

const CallRow = ({ call, isOpen, onWrite }: CallRowProps) => {
  const t = useTranslations('recall')
  const { name, phone, email, standing, attempts } = call
  const tries = attempts.filter(({ outcome }) => outcome !== 'on-its-way' && outcome !== 'not-arrived').length
  const lost = attempts.some(({ outcome }) => outcome === 'not-arrived')
  return (
    <tr data-off={standing === 'told'}>
      <th scope="row">
        <bdi className={settings.person}>{name}</bdi>
      </th>
      <td data-label={t('calls.reach')}>
        <span className={settings.contact}>
          {phone === null ? null : <a href={phoneHref(phone)}>{phone}</a>}
          {email === null ? null : <a href={`mailto:${email}`}>{email}</a>}
          {phone === null && email === null ? <span className={settings.missing}>{t('calls.noContact')}</span> : null}
        </span>
      </td>
      <td data-label={t('calls.standing')}>
        <span className={classes.actions}>
          <span>
            {t(`standing.${standing}`)}
            {tries > 0 ? <span className={settings.quiet}> {t('calls.attempts', { count: tries })}</span> : null}
            {lost && standing !== 'told' ? <span className={settings.missing}> {t('calls.messageLost')}</span> : null}
          </span>
          {onWrite === undefined || standing === 'erased' ? null : (
            <Button aria-expanded={isOpen} onClick={onWrite} aria-label={t('calls.write', { name })}>
              {t('attempt.save')}
            </Button>
          )}
        </span>
      </td>
    </tr>
  )
}
