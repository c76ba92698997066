'use client'

import { useTranslations } from 'use-intl/react'
import type { PolicyEntry, Rule } from '#features/recovery-rule/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import type { usePanel } from '../../keeping/use-panel.ts'
import type { Place } from '../../patient-rest/use-rest-words.ts'
import { daysOf, panelWord } from './policy-view.ts'
import classes from './rest-policy.module.css'
import { useRuleWords } from './use-rule-words.ts'

interface PolicyEntryRowProps {
  entry: PolicyEntry
  /** How many days the picture is wide. */
  widthDays: number
  panel: ReturnType<typeof usePanel>
  place: Place
}

/** One rule as a bar of days beside its number, with who answers for it, where it comes from and what is to follow. */
export const PolicyEntryRow = ({ entry, widthDays, panel, place }: PolicyEntryRowProps) => {
  const t = useTranslations('recovery.policy')
  const relation = useTranslations('technique.relation')
  const say = useRuleWords(place)
  const { current, coming, draft } = entry
  const opener = (kind: 'draft' | 'history' | 'review') => {
    const word = panelWord(kind, entry)
    return { 'aria-expanded': panel.open === word, onClick: panel.opener(word) }
  }
  const about = say.about(entry)
  return (
    <div className={classes.entry}>
      <p className={classes.where}>{relation(entry.relation)}</p>
      <Bar rule={current} widthDays={widthDays} />
      <p className={classes.amount}>{current === null ? t('noRule') : say.amount(current)}</p>
      <div className={classes.facts}>
        {current === null ? null : <Standing rule={current} place={place} />}
        {coming.map((rule) => (
          <p key={rule.id} className={classes.follows}>
            <Icon name="clock" size={14} />
            {t('follows', { day: say.date(rule.validFrom), amount: say.amount(rule) })}
          </p>
        ))}
        {draft === null ? null : (
          <p className={classes.waits}>
            <Icon name="list" size={14} />
            {t('waits', { amount: say.amount(draft), day: say.date(draft.validFrom), by: draft.draftedByName ?? '' })}
          </p>
        )}
      </div>
      <div className={classes.actions}>
        {draft === null ? (
          <Button {...opener('draft')} aria-label={t(current === null ? 'writeName' : 'changeName', { rule: about })}>
            {t(current === null ? 'write' : 'change')}
          </Button>
        ) : (
          <Button kind="primary" {...opener('review')} aria-label={t('reviewName', { rule: about })}>
            {t('review')}
          </Button>
        )}
        {current === null && coming.length === 0 && draft === null ? null : (
          <Button kind="quiet" {...opener('history')} aria-label={t('historyName', { rule: about })}>
            {t('history')}
          </Button>
        )}
      </div>
    </div>
  )
}

const Standing = ({ rule, place }: { rule: Rule; place: Place }) => {
  const t = useTranslations('recovery.policy')
  const say = useRuleWords(place)
  return (
    <>
      <p className={rule.approved === null ? classes.notApproved : classes.approved}>
        <Icon name={rule.approved === null ? 'alert' : 'check'} size={14} />
        {say.approved(rule)}
      </p>
      <p className={classes.quiet}>{t('since', { day: say.date(rule.validFrom), version: rule.version })}</p>
      {rule.toleranceMinutes > 0 ? (
        <p className={classes.quiet}>{t('tolerated', { minutes: rule.toleranceMinutes })}</p>
      ) : null}
      <p className={classes.source}>{rule.source}</p>
    </>
  )
}

/** The bar is a picture of the number beside it. */
const Bar = ({ rule, widthDays }: { rule: Rule | null; widthDays: number }) => {
  const days = rule === null ? 0 : daysOf(rule)
  return (
    <svg className={classes.bar} viewBox={`0 0 ${widthDays * 10} 12`} preserveAspectRatio="none" aria-hidden="true">
      <rect className={classes.track} x="0" y="0" width={widthDays * 10} height="12" />
      <rect className={classes.days} x="0" y="0" width={days * 10} height="12" />
      {Array.from({ length: widthDays - 1 }, (_, day) => (day + 1) * 10).map((x) => (
        <path key={x} className={classes.tick} d={`M${x} 0v12`} />
      ))}
    </svg>
  )
}
