'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { LetterRow } from '#features/service-request/schema.ts'
import { Button, LinkButton } from '#ui/kit/Button.tsx'
import { TextAreaField } from '#ui/kit/Field.tsx'
import { formatDate, formatDay } from '#words/time.ts'
import { useTRPCClient } from '../../../../../providers/trpc.ts'
import { usePlace } from '../../../use-place.ts'
import { EntryNotice } from '../EntryNotice.tsx'
import classes from '../outcome/outcome.module.css'
import { useLetterEntry } from './use-letter-entry.ts'

/** One letter: where it stands, its file, and what can become of it next. */
export const LetterLine = ({ letter }: { letter: LetterRow }) => {
  const t = useTranslations('referral')
  const place = usePlace()
  const { id, state, toWhom, reason, reply } = letter
  const dayOf = (at: string | null) => (at === null ? '' : formatDay(Date.parse(at), place))
  const facts = {
    written: t('state.written', { day: dayOf(letter.writtenAt), name: letter.writtenByName }),
    waiting: t('state.waiting', {
      day: dayOf(letter.sentAt),
      due: letter.replyDueOn === null ? '' : formatDate(letter.replyDueOn, place.locale),
    }),
    overdue: t('state.overdue', {
      day: dayOf(letter.sentAt),
      due: letter.replyDueOn === null ? '' : formatDate(letter.replyDueOn, place.locale),
    }),
    replied: t('state.replied', { day: dayOf(letter.repliedAt), name: letter.repliedByName ?? '' }),
    withdrawn: t('state.withdrawn'),
  }
  return (
    <section className={classes.goal} aria-label={toWhom}>
      <div className={classes.goalHead}>
        <h3>
          <bdi>{toWhom.split('\n')[0]}</bdi>
        </h3>
        <p
          className={classes.verdict}
          data-verdict={state === 'overdue' ? 'worse' : state === 'replied' ? 'better' : ''}
        >
          {facts[state]}
        </p>
        <p className={classes.words}>{reason}</p>
        {reply === null ? null : <p className={classes.words}>{t('reply', { reply })}</p>}
      </div>
      <div className={classes.actions}>
        <LinkButton href={`/api/letter/${id}`} target="_blank" rel="noreferrer">
          {t('open')}
        </LinkButton>
        {state === 'written' ? <Send id={id} /> : null}
      </div>
      {state === 'waiting' || state === 'overdue' ? <Later id={id} step="reply" /> : null}
      {state === 'replied' || state === 'withdrawn' ? null : <Later id={id} step="withdraw" />}
    </section>
  )
}

const Send = ({ id }: { id: string }) => {
  const t = useTranslations('referral')
  const api = useTRPCClient()
  const entry = useLetterEntry((input: Parameters<typeof api.serviceRequest.send.mutate>[0]) =>
    api.serviceRequest.send.mutate(input),
  )
  return (
    <>
      <Button kind="primary" disabled={entry.unsent} busy={entry.saving} onClick={() => void entry.send({ id })}>
        {t('send')}
      </Button>
      <EntryNotice entry={entry} />
    </>
  )
}

/** What came back, or why nothing is waited for. */
const Later = ({ id, step }: { id: string; step: 'reply' | 'withdraw' }) => {
  const t = useTranslations('referral')
  const api = useTRPCClient()
  const [text, setText] = useState<string | null>(null)
  const entry = useLetterEntry(({ requestId, words }: { requestId: string; words: string }) =>
    step === 'reply'
      ? api.serviceRequest.recordReply.mutate({ requestId, id, reply: words })
      : api.serviceRequest.withdraw.mutate({ requestId, id, reason: words }),
  )
  if (text === null)
    return (
      <div>
        <Button kind={step === 'reply' ? 'plain' : 'quiet'} onClick={() => setText('')}>
          {t(`${step}Open`)}
        </Button>
      </div>
    )
  return (
    <div className={classes.form}>
      <TextAreaField
        label={t(`${step}Label`)}
        required
        maxLength={step === 'reply' ? 20_000 : 300}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <EntryNotice entry={entry} />
      <div className={classes.actions}>
        <Button
          kind="primary"
          disabled={text.trim() === '' || entry.unsent}
          busy={entry.saving}
          onClick={() => void entry.send({ words: text })}
        >
          {t(`${step}Save`)}
        </Button>
        <Button kind="quiet" onClick={() => setText(null)}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  )
}
