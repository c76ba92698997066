'use client'

import { useTranslations } from 'use-intl/react'
import type { Entry, Kind, Proposal } from '#features/clinical-policy/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import edit from '../../keeping/edit.module.css'
import { useSave } from '../../keeping/use-save.ts'
import { SidePanel } from '../rest/SidePanel.tsx'
import { AftercarePreview } from './AftercarePreview.tsx'
import { Compared } from './Compared.tsx'
import { ConsentPreview } from './ConsentPreview.tsx'
import { TermsChanged } from './fields/TermsRow.tsx'
import classes from './policies.module.css'
import { isAboutFoundNeedle, SaidElsewhere } from './SaidElsewhere.tsx'
import { TryWords } from './TryWords.tsx'
import { useStory, useTitle } from './use-policy-words.ts'

interface ReviewPolicyProps {
  kind: Kind
  entry: Entry
  /** 'YYYY-MM-DD' where the clinic is. */
  today: string
  mayApprove: boolean
  onWriteOn: () => void
  onClose: () => void
  onDone: (words: string) => void
}

/** A draft beside what is in force, or what came with the clinic, before the clinical lead puts their name to it. */
export const ReviewPolicy = ({ kind, entry, today, mayApprove, onWriteOn, onClose, onDone }: ReviewPolicyProps) => {
  const t = useTranslations('policy')
  const titleOf = useTitle()
  const story = useStory()
  const { key, current, draft } = entry
  const looked = draft ?? current
  if (looked === null) return null
  const title = titleOf(key, looked.proposal)
  const from = draft !== null && draft.validFrom < today ? today : looked.validFrom
  const before = draft === null ? null : (current?.proposal ?? null)
  return (
    <SidePanel title={title} onClose={onClose}>
      <dl className={classes.facts}>
        {draft === null ? null : (
          <>
            <dt>{t('draftedBy')}</dt>
            <dd>{story.by(draft.drafted)}</dd>
          </>
        )}
        <dt>{t('form.validFrom')}</dt>
        <dd>{story.day(from)}</dd>
        <dt>{t('form.source')}</dt>
        <dd>{looked.source}</dd>
      </dl>
      {before !== null && asksAgain(before, looked.proposal) ? (
        <p className={classes.waits}>{t('consent.asksAgain')}</p>
      ) : null}
      <Changes now={before} then={looked.proposal} policyKey={key} />
      {isAboutFoundNeedle(key, looked.proposal) ? <SaidElsewhere kind={kind} policyKey={key} /> : null}
      {looked.proposal.kind === 'consent' ? <ConsentPreview parts={looked.proposal.content.parts} /> : null}
      {looked.proposal.kind === 'aftercare-text' ? <AftercarePreview versionId={looked.id} /> : null}
      {mayApprove ? null : <Notice tone="info">{t('leadApproves')}</Notice>}
      <Decisions
        {...{ kind, title, mayApprove, onWriteOn, onDone }}
        versionId={looked.id}
        isDraft={draft !== null}
        from={story.day(from)}
      />
    </SidePanel>
  )
}

interface ChangesProps {
  /** null: nothing is in force yet, or it is what came with the clinic. */
  now: Proposal | null
  then: Proposal
  policyKey: string
}

/** What would be otherwise; of lists of words phrase by phrase, with a place to try them. */
const Changes = ({ now, then, policyKey }: ChangesProps) => {
  if (then.kind !== 'triage-terms' || now?.kind !== 'triage-terms') return <Compared now={now} then={then} />
  return (
    <>
      <TermsChanged now={now.content} then={then.content} />
      <TryWords draft={{ language: policyKey, terms: then.content }} />
    </>
  )
}

/** Whether a consent paper says something else: its words, and not only how long a signature holds. */
const asksAgain = (now: Proposal, then: Proposal): boolean =>
  now.kind === 'consent' &&
  then.kind === 'consent' &&
  JSON.stringify(now.content.parts) !== JSON.stringify(then.content.parts)

interface DecisionsProps extends Pick<ReviewPolicyProps, 'kind' | 'mayApprove' | 'onWriteOn' | 'onDone'> {
  versionId: string
  isDraft: boolean
  title: string
  /** The day from which it would hold, as it is said. */
  from: string
}

const Decisions = ({ kind, versionId, isDraft, title, from, mayApprove, onWriteOn, onDone }: DecisionsProps) => {
  const t = useTranslations('policy')
  const trpc = useTRPC()
  const story = useStory()
  const approving = useSave(trpc.clinicalPolicy.approve.mutationOptions(), ({ validFrom }) =>
    onDone(t('approvedNow', { title, day: story.day(validFrom) })),
  )
  const discarding = useSave(trpc.clinicalPolicy.discard.mutationOptions(), () => onDone(t('discarded', { title })))
  const problem = approving.error ?? discarding.error
  return (
    <>
      {problem === null ? null : <ApiNotice error={problem} />}
      <div className={edit.actions}>
        {mayApprove ? (
          <Button kind="primary" busy={approving.busy} onClick={() => approving.send({ kind, versionId })}>
            {isDraft ? t('approve', { day: from }) : t('stand')}
          </Button>
        ) : null}
        {isDraft ? (
          <>
            <Button onClick={onWriteOn}>{t('writeOn')}</Button>
            <Button kind="quiet" busy={discarding.busy} onClick={() => discarding.send({ kind, versionId })}>
              {t('discard')}
            </Button>
          </>
        ) : null}
      </div>
    </>
  )
}
