'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import type { SentMessage, VisitAnswer } from '#features/proof/schema.ts'
import { formatDateTime } from '#words/time.ts'
import { NotYet } from '../../providers/ApiProblem.tsx'
import { useTRPC } from '../../providers/trpc.ts'
import { usePlace } from '../practitioner/use-place.ts'
import { useProofWords } from './use-proof-words.ts'
import classes from './visit-proof.module.css'

interface VisitProofProps {
  appointmentId: string
  /** What stands beside it already is not said twice: the desk has the messages, the record what was answered. */
  part: 'messages' | 'answers'
}

/** What was sent about a visit and arrived, or who answered and was read; each reader sees as much as is theirs. */
export const VisitProof = ({ appointmentId, part }: VisitProofProps) => {
  const t = useTranslations('proof.visit')
  const trpc = useTRPC()
  const query = useQuery(trpc.proof.ofVisit.queryOptions({ appointmentId }))
  const { data } = query
  const title = part === 'messages' ? t('title') : t('answers')
  return (
    <section className={classes.proof} aria-label={title}>
      <h3>{title}</h3>
      {data === undefined ? (
        <NotYet query={query} rows={2} />
      ) : data[part].length === 0 ? (
        <p className={classes.soft}>{part === 'messages' ? t('none') : t('noAnswer')}</p>
      ) : (
        <ul className={classes.lines}>
          {part === 'messages'
            ? data.messages.map((message) => <Message key={message.id} message={message} zone={data.timeZone} />)
            : data.answers.map((answer) => <Answer key={answer.id} answer={answer} zone={data.timeZone} />)}
        </ul>
      )}
    </section>
  )
}

/** An instant on the clinic's wall. */
const useWhen = (zone: string) => {
  const { locale } = usePlace()
  return (iso: string) => formatDateTime(Date.parse(iso), { locale, zone })
}

const SETTLED = ['unknown', 'failed', 'sending', 'due'] as const

const Message = ({ message, zone }: { message: SentMessage; zone: string }) => {
  const t = useTranslations('proof.visit')
  const { kindWords, reasonWords } = useProofWords()
  const whenOf = useWhen(zone)
  const { kind, text, channel, status, reason, delivery, dueIso, sentIso, deliveredIso } = message
  const when = whenOf(sentIso ?? dueIso)
  const sent = () => {
    if (delivery === 'undelivered' || delivery === 'bounced') return t('returned', { when })
    if (delivery !== 'delivered') return t('sent', { when })
    return deliveredIso === null
      ? t('deliveredUndated', { when })
      : t('delivered', { when, delivered: whenOf(deliveredIso) })
  }
  const other = SETTLED.find((one) => one === status) ?? 'due'
  const state =
    status === 'sent'
      ? sent()
      : status === 'withheld'
        ? t('withheld', { why: reasonWords(reason ?? '') })
        : t(other, { when })
  const isBad = status === 'failed' || status === 'unknown' || delivery === 'undelivered' || delivery === 'bounced'
  return (
    <li data-bad={isBad}>
      <strong>{text === null ? kindWords(kind) : t('named', { kind: kindWords(kind), text })}</strong>
      <span className={classes.soft}>{status === 'withheld' ? state : [t(channel), state].join(' · ')}</span>
    </li>
  )
}

const Answer = ({ answer, zone }: { answer: VisitAnswer; zone: string }) => {
  const t = useTranslations('proof.visit')
  const tiers = useTranslations('proof.tier')
  const whenOf = useWhen(zone)
  const { atIso, via, tier, needsReading, takenBy, takenIso, doneIso } = answer
  const facts = [
    ...(tier === null ? [] : [t('sorted', { tier: tiers(tier) })]),
    ...(takenBy !== null && takenIso !== null ? [t('taken', { name: takenBy, when: whenOf(takenIso) })] : []),
    ...(doneIso === null ? [] : [t('done', { when: whenOf(doneIso) })]),
    ...(needsReading && takenIso === null && doneIso === null ? [t('untaken')] : []),
    ...(needsReading ? [] : [t('noNeed')]),
  ]
  return (
    <li data-bad={needsReading && takenIso === null && doneIso === null}>
      <strong>{t('answered', { when: whenOf(atIso), via })}</strong>
      <span className={classes.soft}>{facts.join(' · ')}</span>
    </li>
  )
}
