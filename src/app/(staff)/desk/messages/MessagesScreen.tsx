'use client'

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { type Message, SHOWN } from '#features/communication/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import { formatDateTime } from '#words/time.ts'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import { SelectField } from '../../keeping/fields.tsx'
import { KeepingFrame } from '../../keeping/KeepingFrame.tsx'
import classes from '../../keeping/keeping.module.css'
import { ListStates, Told } from '../../keeping/ListStates.tsx'
import { useSave } from '../../keeping/use-save.ts'
import { usePlace } from '../../practitioner/use-place.ts'
import { TextsThatCame } from './TextsThatCame.tsx'
import { useMessageWords } from './use-message-words.ts'

const PAGE = 50
type Shown = (typeof SHOWN)[number]

interface MessagesScreenProps {
  shown: Shown
  /** Those of one person alone. */
  patientId: string | null
  /** What came in is for eyes that read the record. */
  readsTexts: boolean
}

/** What was sent, what waits and what did not arrive, with what can be done about it. */
export const MessagesScreen = ({ shown: first, patientId, readsTexts }: MessagesScreenProps) => {
  const t = useTranslations('message.list')
  const tDesk = useTranslations('shell')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const [shown, setShown] = useState<Shown>(first)
  const [told, setTold] = useState<string | null>(null)
  const asked = { shown, patientId, limit: PAGE }
  const list = useInfiniteQuery({
    queryKey: trpc.communication.list.infiniteQueryKey(asked),
    queryFn: ({ pageParam, signal }) => api.communication.list.query({ ...asked, cursor: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
  const messages = list.data?.pages.flatMap((page) => page.messages) ?? []
  const empty =
    shown === 'to-see-to' ? (
      <EmptyState title={t('empty')} icon="check">
        {t('emptyHint')}
      </EmptyState>
    ) : (
      <EmptyState title={t('emptyOther')} />
    )
  return (
    <KeepingFrame title={t('title')} intro={t('intro')} backTo={{ href: '/desk', name: tDesk('desk') }}>
      {told === null ? null : <Told key={told}>{told}</Told>}
      <div className={classes.narrow}>
        <SelectField
          label={t('shown')}
          hint={t('mailHint')}
          value={shown}
          onChange={(value) => setShown(SHOWN.find((one) => one === value) ?? 'to-see-to')}
          choices={SHOWN.map((value) => ({ value, label: t(`show.${value}`) }))}
        />
      </div>
      <ListStates list={list} count={messages.length} empty={empty}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('who')}</th>
              <th scope="col">{t('what')}</th>
              <th scope="col">{t('state')}</th>
              <th scope="col">{t('when')}</th>
              <th scope="col">{t('do')}</th>
            </tr>
          </thead>
          <tbody>
            {messages.map((message) => (
              <MessageRow key={message.id} message={message} onDone={setTold} />
            ))}
          </tbody>
        </table>
      </ListStates>
      {readsTexts && patientId === null ? <TextsThatCame /> : null}
    </KeepingFrame>
  )
}

const MessageRow = ({ message, onDone }: { message: Message; onDone: (words: string) => void }) => {
  const t = useTranslations('message.list')
  const place = usePlace()
  const { what, state, isBad } = useMessageWords()(message)
  const { patient, sentIso, dueIso, visitIso, sentTo } = message
  const when = (iso: string) => formatDateTime(Date.parse(iso), place)
  return (
    <tr>
      <th scope="row">
        <bdi className={classes.person}>{patient.name}</bdi>
        {patient.phone === null ? null : <span className={classes.quiet}>{patient.phone}</span>}
      </th>
      <td data-label={t('what')}>
        <span>
          {what}
          {visitIso === null ? null : (
            <span className={`${classes.quiet} ${classes.under}`}>{t('about', { when: when(visitIso) })}</span>
          )}
        </span>
      </td>
      <td data-label={t('state')}>
        <span>
          {isBad ? (
            <span className={classes.deviation}>
              <Icon name="alert" size={14} />
              {state}
            </span>
          ) : (
            state
          )}
          {sentTo === null ? null : (
            <span className={`${classes.quiet} ${classes.under}`}>{t('to', { address: sentTo })}</span>
          )}
        </span>
      </td>
      <td data-label={t('when')}>{when(sentIso ?? dueIso)}</td>
      <td data-label={t('do')}>
        <Actions message={message} what={what} onDone={onDone} />
      </td>
    </tr>
  )
}

interface ActionsProps {
  message: Message
  what: string
  onDone: (words: string) => void
}

const Actions = ({ message: { id, patient, maySendAgain, calling }, what, onDone }: ActionsProps) => {
  const t = useTranslations('message.list')
  const trpc = useTRPC()
  const { name } = patient
  const again = useSave(trpc.communication.sendAgain.mutationOptions(), () => onDone(t('sentAgain', { name })))
  const call = useSave(trpc.communication.callInstead.mutationOptions(), () => onDone(t('callPut', { name })))
  const error = again.error ?? call.error
  return (
    <span className={classes.actions}>
      {maySendAgain ? (
        <Button
          busy={again.busy}
          aria-label={t('againName', { name, what })}
          onClick={() => again.send({ communicationId: id })}
        >
          {t('again')}
        </Button>
      ) : null}
      {calling ? <span className={classes.quiet}>{t('calling')}</span> : null}
      {maySendAgain && !calling ? (
        <Button
          kind="quiet"
          busy={call.busy}
          aria-label={t('callName', { name, what })}
          onClick={() => call.send({ communicationId: id })}
        >
          {t('call')}
        </Button>
      ) : null}
      {error === null ? null : <ApiNotice error={error} />}
    </span>
  )
}
