'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { PolicyEntry, Rule } from '#features/recovery-rule/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import edit from '../../keeping/edit.module.css'
import { useSave } from '../../keeping/use-save.ts'
import { ReasonForm } from '../../patient-rest/ReasonForm.tsx'
import { TouchedVisits } from '../../patient-rest/TouchedVisits.tsx'
import type { Place } from '../../patient-rest/use-rest-words.ts'
import classes from './rest-policy.module.css'
import { SidePanel } from './SidePanel.tsx'
import { useRuleWords } from './use-rule-words.ts'

interface ReviewPanelProps {
  entry: PolicyEntry
  draft: Rule
  /** 'YYYY-MM-DD' where the clinic is. */
  today: string
  mayApprove: boolean
  place: Place
  onClose: () => void
  onDone: (words: string) => void
}

/** A draft with everything that it would touch, before the clinical lead puts their name to it. */
export const ReviewPanel = ({ entry, draft, today, mayApprove, place, onClose, onDone }: ReviewPanelProps) => {
  const t = useTranslations('recovery.policy')
  const trpc = useTRPC()
  const say = useRuleWords(place)
  const [withdrawing, setWithdrawing] = useState(false)
  const about = say.about(entry)
  const validFrom = draft.validFrom < today ? today : draft.validFrom
  const approving = useSave(trpc.recoveryRule.approve.mutationOptions(), ({ validFrom: from }) =>
    onDone(t('approvedNow', { rule: about, day: say.date(from) })),
  )
  const taking = useSave(trpc.recoveryRule.withdraw.mutationOptions(), () => onDone(t('withdrawn', { rule: about })))
  const { technique, relation, amount, unit, toleranceMinutes } = draft
  return (
    <SidePanel title={say.title(entry)} onClose={onClose}>
      <dl className={classes.draft}>
        <dt>{t('now')}</dt>
        <dd>{entry.current === null ? t('noRule') : say.amount(entry.current)}</dd>
        <dt>{t('then')}</dt>
        <dd>{say.amount(draft)}</dd>
        <dt>{t('validFrom')}</dt>
        <dd>{say.date(validFrom)}</dd>
        <dt>{t('draftedBy')}</dt>
        <dd>
          <bdi>{draft.draftedByName}</bdi>
        </dd>
        <dt>{t('source')}</dt>
        <dd>{draft.source}</dd>
      </dl>
      <TouchedVisits change={{ technique, relation, amount, unit, toleranceMinutes, validFrom }} place={place} />
      {mayApprove ? null : <Notice tone="info">{t('leadApproves')}</Notice>}
      {approving.error ? <ApiNotice error={approving.error} /> : null}
      {withdrawing ? (
        <ReasonForm
          action={t('withdraw')}
          label={t('withdrawReason')}
          busy={taking.busy}
          error={taking.error}
          onDone={(reason) => taking.send({ ruleId: draft.id, reason })}
          onGiveUp={() => setWithdrawing(false)}
        />
      ) : null}
      <div className={edit.actions}>
        {mayApprove ? (
          <Button kind="primary" busy={approving.busy} onClick={() => approving.send({ ruleId: draft.id })}>
            {t('approve', { day: say.date(validFrom) })}
          </Button>
        ) : null}
        {withdrawing ? null : (
          <Button kind="quiet" onClick={() => setWithdrawing(true)}>
            {t('withdraw')}
          </Button>
        )}
      </div>
    </SidePanel>
  )
}
