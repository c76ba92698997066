'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { hearWords, type TriageTerms } from '#domain/aftercare/said-words.ts'
import { ONLY_WORDS, type Triage, type TriageFacts, type TriageRule, triage } from '#domain/aftercare/triage.ts'
import type { Entry } from '#features/clinical-policy/schema.ts'
import { TextAreaField } from '#ui/kit/Field.tsx'
import { NotYet } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { usePlace } from '../../practitioner/use-place.ts'
import policies from './policies.module.css'
import classes from './triage.module.css'
import { useSpan } from './use-triage-words.ts'

interface Draft {
  readonly language: string
  readonly terms: TriageTerms
}

interface InForce {
  readonly rules: readonly (TriageRule & { readonly title: { readonly en: string; readonly de: string } })[]
  readonly terms: readonly Draft[]
  readonly answerMinutes: number
}

/** As answers are sorted where a clinic has decided nothing. */
const UNDECIDED_MINUTES = 60

const inForce = (table: readonly Entry[], lists: readonly Entry[], messages: readonly Entry[]): InForce => ({
  rules: table.flatMap(({ key, current }) =>
    current?.proposal.kind === 'triage' && current.proposal.content.active
      ? { id: current.id, code: key, ...current.proposal.content }
      : [],
  ),
  terms: lists.flatMap(({ key, current }) =>
    current?.proposal.kind === 'triage-terms' ? { language: key, terms: current.proposal.content } : [],
  ),
  answerMinutes:
    messages.flatMap(({ current }) =>
      current?.proposal.kind === 'messages' ? current.proposal.content.answerMinutes : [],
    )[0] ?? UNDECIDED_MINUTES,
})

const useInForce = () => {
  const trpc = useTRPC()
  const table = useQuery(trpc.clinicalPolicy.list.queryOptions({ kind: 'triage' }))
  const lists = useQuery(trpc.clinicalPolicy.list.queryOptions({ kind: 'triage-terms' }))
  const messages = useQuery(trpc.clinicalPolicy.list.queryOptions({ kind: 'messages' }))
  const [a, b, c] = [table.data, lists.data, messages.data]
  const known = a && b && c ? inForce(a.entries, b.entries, c.entries) : null
  return { known, waits: [table, lists, messages].find(({ data }) => data === undefined) }
}

/** How words would be sorted, now and under a draft: worked out here, sent nowhere and kept by nobody. */
export const TryWords = ({ draft = null }: { draft?: Draft | null }) => {
  const t = useTranslations('policy.triage.try')
  const [words, setWords] = useState('')
  const { known, waits } = useInForce()
  const now = known?.terms.map(({ terms }) => terms) ?? []
  const then =
    draft === null || known === null
      ? null
      : [...known.terms.filter(({ language }) => language !== draft.language).map(({ terms }) => terms), draft.terms]
  return (
    <div className={classes.trying}>
      <TextAreaField
        label={t('title')}
        hint={t('hint')}
        rows={2}
        // in a form it is no part of what is saved
        required={draft === null}
        maxLength={1000}
        value={words}
        onChange={({ currentTarget }) => setWords(currentTarget.value)}
      />
      {words.trim() === '' ? null : known === null ? (
        waits === undefined ? null : (
          <NotYet query={waits} rows={2} />
        )
      ) : (
        <div role="status">
          {then === null ? null : <Sorted label={t('then')} words={words} terms={then} known={known} />}
          <Sorted label={then === null ? t('now') : t('nowStill')} words={words} terms={now} known={known} />
        </div>
      )}
    </div>
  )
}

interface SortedProps {
  label: string
  words: string
  terms: readonly TriageTerms[]
  known: InForce
}

const Sorted = ({ label, words, terms, known }: SortedProps) => {
  const t = useTranslations('policy.triage')
  const line = useSortedLine()
  const { locale } = usePlace()
  const { rules, answerMinutes } = known
  const where = (riskZones: TriageFacts['riskZones']) =>
    triage({ answer: { ...ONLY_WORDS, words }, techniques: [], riskZones, rules, terms, answerMinutes })
  const [far, near] = [where([]), where(['pleural'])]
  const heard = hearWords(words, terms)
  const read = known.rules.filter(({ id }) => far.rules.some((rule) => rule.id === id))
  return (
    <div className={classes.sorted} data-tier={far.tier}>
      <p className={policies.quiet}>{label}</p>
      <p>
        <strong>{line(far)}</strong>
      </p>
      {near.tier === far.tier ? null : <p>{t('try.near', { how: line(near) })}</p>}
      <p className={policies.quiet}>
        {heard.length === 0
          ? t('try.nothing')
          : t('try.heard', {
              phrases: heard
                .map(({ list, phrase, behindNo }) =>
                  t(behindNo ? 'try.behindNo' : 'try.plainly', { phrase, list: t(`list.${list}`) }),
                )
                .join(', '),
            })}
      </p>
      {read.map(({ id, title }) => (
        <p key={id} className={policies.quiet}>
          {t('try.reads', { title: title[locale] })}
        </p>
      ))}
    </div>
  )
}

const useSortedLine = () => {
  const t = useTranslations('policy.triage')
  const span = useSpan()
  return ({ tier, rings, dueMinutes }: Triage): string =>
    [
      t(`tierOf.${tier}`),
      ...(dueMinutes === null ? [] : [t(rings ? 'ringsNow' : 'quiet'), t('within', { span: span(dueMinutes) })]),
    ].join(' · ')
}
