'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { TIERS } from '#domain/aftercare/triage.ts'
import type { Entry, Kind, Version } from '#features/clinical-policy/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import kit from '#ui/kit/kit.module.css'
import { NotYet } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import type { usePanel } from '../../keeping/use-panel.ts'
import { TermsRow } from './fields/TermsRow.tsx'
import { useLine } from './fields/use-line.ts'
import classes from './policies.module.css'
import { panelWord } from './policy-draft.ts'
import { TriageRow } from './TriageRow.tsx'
import { useStory, useTitle } from './use-policy-words.ts'

interface PolicySectionProps {
  kind: Kind
  panel: ReturnType<typeof usePanel>
  /** What else is known of one of them, by its key. */
  beside?: (key: string) => ReactNode
  /** The page is about nothing else and its head says already what this is. */
  alone?: boolean
}

/** Kinds of which a clinic writes as many as it wants. */
const ANY_NUMBER: readonly Kind[] = [
  'contraindication',
  'question',
  'note-template',
  'aftercare-plan',
  'aftercare-text',
]
/** How soon somebody looks at what a row of the table is about, the gravest first; all one of other policies. */
const gravityOf = ({ current, draft, coming }: Entry): number => {
  const shown = (current ?? draft ?? coming[0])?.proposal
  if (shown?.kind !== 'triage') return 0
  return TIERS.indexOf(shown.content.tier) * A_LONG_TIME_MINUTES + shown.content.dueMinutes
}
const A_LONG_TIME_MINUTES = 100_000

/** Kinds of which there is one, or none yet. */
const ONE: readonly Kind[] = ['ages', 'consent', 'outcome', 'referral', 'safety', 'messages']

/** The clinic's policies of one kind: what is in force, what is to follow, what waits, and who answers for it. */
export const PolicySection = ({ kind, panel, beside, alone = false }: PolicySectionProps) => {
  const t = useTranslations('policy')
  const trpc = useTRPC()
  const list = useQuery(trpc.clinicalPolicy.list.queryOptions({ kind }))
  // what waits for somebody stands on top, and of answers the gravest
  const entries = (list.data?.entries ?? [])
    .toSorted((a, b) => gravityOf(a) - gravityOf(b))
    .toSorted((a, b) => Number(b.draft !== null) - Number(a.draft !== null))
  const word = panelWord({ mode: 'draft', kind, key: null })
  const mayAdd = ANY_NUMBER.includes(kind) || (ONE.includes(kind) && list.isSuccess && entries.length === 0)
  return (
    <section className={classes.section} aria-labelledby={`policy-${kind}`}>
      <div className={classes.head}>
        <h2 id={`policy-${kind}`} className={alone ? kit.hidden : undefined}>
          {t(`kind.${kind}.all`)}
        </h2>
        {mayAdd ? (
          <Button aria-expanded={panel.open === word} onClick={panel.opener(word)}>
            {t(`kind.${kind}.write`)}
          </Button>
        ) : null}
      </div>
      {alone ? null : <p className={classes.quiet}>{t(`kind.${kind}.hint`)}</p>}
      {list.data === undefined ? <NotYet query={list} rows={4} /> : null}
      {list.isSuccess && entries.length === 0 ? <EmptyState title={t('empty')} /> : null}
      <ul className={classes.entries}>
        {entries.map((entry) => (
          <PolicyRow
            key={entry.key}
            kind={kind}
            entry={entry}
            panel={panel}
            mayApprove={list.data?.mayApprove ?? false}
            beside={beside?.(entry.key)}
          />
        ))}
      </ul>
    </section>
  )
}

interface PolicyRowProps {
  kind: Kind
  entry: Entry
  panel: ReturnType<typeof usePanel>
  mayApprove: boolean
  beside: ReactNode
}

const PolicyRow = ({ kind, entry, panel, mayApprove, beside }: PolicyRowProps) => {
  const t = useTranslations('policy')
  const titleOf = useTitle()
  const line = useLine()
  const story = useStory()
  const { key, current, coming, draft } = entry
  const shown = current ?? draft ?? coming[0]
  if (shown === undefined) return null
  const title = titleOf(key, shown.proposal)
  return (
    <li className={classes.entry} data-weight={current === null ? undefined : line.weight(current.proposal)}>
      <h3>{title}</h3>
      {line.of(shown.proposal).map((one) => (
        <p key={one}>{one}</p>
      ))}
      {shown.proposal.kind === 'triage' ? <TriageRow rule={shown.proposal.content} /> : null}
      {shown.proposal.kind === 'triage-terms' ? <TermsRow language={key} terms={shown.proposal.content} /> : null}
      {beside}
      {current === null ? <p className={classes.quiet}>{t('notYet')}</p> : <Standing version={current} />}
      {coming.map((one) => (
        <p key={one.id} className={classes.waits}>
          <Icon name="clock" size={14} />
          {t('follows', { day: story.day(one.validFrom), version: one.version })}
        </p>
      ))}
      {draft === null ? null : (
        <p className={classes.waits}>
          <Icon name="list" size={14} />
          {t('draftWaits', { by: draft.drafted?.byName ?? '', day: story.day(draft.validFrom) })}
        </p>
      )}
      <RowActions kind={kind} entry={entry} title={title} panel={panel} mayApprove={mayApprove} />
    </li>
  )
}

const Standing = ({ version }: { version: Version }) => {
  const t = useTranslations('policy')
  const story = useStory()
  const { approved } = version
  return (
    <>
      <p className={approved === null ? classes.notApproved : classes.approved}>
        <Icon name={approved === null ? 'alert' : 'check'} size={14} />
        {story.approved(version)}
      </p>
      <p className={classes.quiet}>
        {t('since', { day: story.day(version.validFrom), version: version.version })} {version.source}
      </p>
    </>
  )
}

const RowActions = ({ kind, entry, title, panel, mayApprove }: Omit<PolicyRowProps, 'beside'> & { title: string }) => {
  const t = useTranslations('policy')
  const { key, current, draft } = entry
  const opener = (mode: 'draft' | 'review' | 'history') => {
    const word = panelWord({ mode, kind, key })
    return { 'aria-expanded': panel.open === word, onClick: panel.opener(word) }
  }
  return (
    <div className={classes.actions}>
      {draft === null ? (
        <Button {...opener('draft')} aria-label={t('changeName', { title })}>
          {t('change')}
        </Button>
      ) : (
        <Button kind="primary" {...opener('review')} aria-label={t('reviewName', { title })}>
          {t('review')}
        </Button>
      )}
      {draft === null && mayApprove && current?.approved === null ? (
        <Button {...opener('review')} aria-label={t('standName', { title })}>
          {t('stand')}
        </Button>
      ) : null}
      <Button kind="quiet" {...opener('history')} aria-label={t('historyName', { title })}>
        {t('history')}
      </Button>
    </div>
  )
}
