'use client'

import { useTranslations } from 'use-intl/react'
import type { ContentOf } from '#features/clinical-policy/schema.ts'
import { Icon } from '#ui/kit/Icon.tsx'
import { usePlace } from '../../practitioner/use-place.ts'
import classes from './triage.module.css'
import { useSpan } from './use-triage-words.ts'

/** One row of the table as a person reads it: how grave it is, how soon somebody looks, and what the patient reads at once. */
export const TriageRow = ({ rule }: { rule: ContentOf<'triage'> }) => {
  const t = useTranslations('policy.triage')
  const policy = useTranslations('policy')
  const span = useSpan()
  const { locale } = usePlace()
  const { tier, rings, dueMinutes, fromScore, incidentKind, title, steps, active } = rule
  return (
    <dl className={classes.row} data-tier={tier}>
      <div>
        <dt>{t('tier')}</dt>
        <dd>
          <span className={classes.tier}>
            {rings ? <Icon name="alert" size={14} /> : null}
            {[...(active ? [] : [policy('givenUp')]), t(`tierOf.${tier}`), ...(rings ? [t('ringsNow')] : [])].join(
              ' · ',
            )}
          </span>
          {fromScore === null ? null : <span>{t('from', { score: fromScore })}</span>}
          {incidentKind === null ? null : <span>{t('incident')}</span>}
        </dd>
      </div>
      <div>
        <dt>{t('looks')}</dt>
        <dd>{t('within', { span: span(dueMinutes) })}</dd>
      </div>
      <div>
        <dt>{t('reads')}</dt>
        <dd>
          <strong>{title[locale]}</strong>
          <ul>
            {steps[locale].map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ul>
        </dd>
      </div>
    </dl>
  )
}
