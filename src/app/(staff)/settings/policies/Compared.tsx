'use client'

import { useTranslations } from 'use-intl/react'
import type { Proposal } from '#features/clinical-policy/schema.ts'
import { Icon } from '#ui/kit/Icon.tsx'
import { besideEachOther } from './beside-each-other.ts'
import classes from './policies.module.css'
import { usePolicyWords } from './use-policy-words.ts'

interface ComparedProps {
  /** null: nothing is in force yet. */
  now: Proposal | null
  then: Proposal
}

/** What is in force beside what is drafted: what changes stands out, what stays can be looked at. */
export const Compared = ({ now, then }: ComparedProps) => {
  const t = useTranslations('policy')
  const said = usePolicyWords()
  const rows = besideEachOther(now === null ? [] : said(now), said(then))
  const changed = rows.filter(({ before, after }) => before !== after)
  const same = rows.filter(({ before, after }) => before === after)
  return (
    <div className={classes.compared}>
      <table className={classes.table}>
        <caption>{t('compared', { count: changed.length })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('now')}</th>
            <th scope="col">{t('then')}</th>
          </tr>
        </thead>
        {changed.map(({ label, before, after }) => (
          <tbody key={label}>
            <tr>
              <th scope="rowgroup" colSpan={2}>
                <Icon name="dot" size={14} />
                {label}
              </th>
            </tr>
            <tr>
              <td data-before="true">{before ?? t('nothing')}</td>
              <td>{after ?? t('nothing')}</td>
            </tr>
          </tbody>
        ))}
      </table>
      {same.length === 0 ? null : (
        <details>
          <summary>{t('same', { count: same.length })}</summary>
          <dl className={classes.said}>
            {same.map(({ label, after }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{after}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </div>
  )
}
