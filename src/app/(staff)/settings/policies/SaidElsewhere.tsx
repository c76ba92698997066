'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import type { Kind, Proposal } from '#features/clinical-policy/schema.ts'
import { useTRPC } from '../../../providers/trpc.ts'
import { usePlace } from '../../practitioner/use-place.ts'
import classes from './policies.module.css'
import { useTitle } from './use-policy-words.ts'

const isNeedleRow = (proposal: Proposal): boolean =>
  proposal.kind === 'triage' &&
  (proposal.content.sign === 'needle-in-body' || proposal.content.sign === 'needle-outside')

/** Whether words are about a needle that somebody found: patients and staff are told of it in words of their own. */
export const isAboutFoundNeedle = (key: string, proposal: Proposal): boolean =>
  isNeedleRow(proposal) || (proposal.kind === 'text' && key === 'needle-found')

/** What patients and staff read besides about a needle that was found, so that nobody approves what contradicts it unseen. */
export const SaidElsewhere = ({ kind, policyKey }: { kind: Kind; policyKey: string }) => {
  const t = useTranslations('policy.triage')
  const trpc = useTRPC()
  const titleOf = useTitle()
  const { locale } = usePlace()
  const table = useQuery(trpc.clinicalPolicy.list.queryOptions({ kind: 'triage' })).data?.entries ?? []
  const texts = useQuery(trpc.clinicalPolicy.list.queryOptions({ kind: 'text' })).data?.entries ?? []
  const others = [...table, ...texts].flatMap(({ key, current }) => {
    const isItself = current?.proposal.kind === kind && key === policyKey
    return current === null || isItself || !isAboutFoundNeedle(key, current.proposal) ? [] : current
  })
  if (others.length === 0) return null
  return (
    <details className={classes.part}>
      <summary>{t('elsewhere')}</summary>
      <dl className={classes.said}>
        {others.map(({ id, key, proposal }) => (
          <div key={id}>
            <dt>{t(proposal.kind === 'text' ? 'forStaff' : 'forPatients', { title: titleOf(key, proposal) })}</dt>
            <dd>
              {proposal.kind === 'text' || proposal.kind === 'triage'
                ? proposal.content.steps[locale].join('\n')
                : null}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
