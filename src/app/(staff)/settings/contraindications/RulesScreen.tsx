'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { localDateOf } from '#domain/time/zone.ts'
import type { RuleRate } from '#features/contraindication/schema.ts'
import { formatDate } from '#words/time.ts'
import { useTRPC } from '../../../providers/trpc.ts'
import { usePlace } from '../../practitioner/use-place.ts'
import { PoliciesScreen } from '../policies/PoliciesScreen.tsx'
import classes from './rules.module.css'
import { WaitingDecisions } from './WaitingDecisions.tsx'

/** What speaks against needling here, where each rule comes from, and how often it is passed over (Z9). */
export const RulesScreen = () => {
  const t = useTranslations('contraindication.policy')
  const trpc = useTRPC()
  const { data } = useQuery(trpc.contraindication.policy.queryOptions())
  const rates = new Map(data?.rates.map((rate) => [rate.code, rate]))
  return (
    <PoliciesScreen
      title={t('title')}
      intro={t('intro')}
      kinds={['contraindication', 'question', 'risk-zone', 'ages']}
      beside={(code) => <Rate rate={rates.get(code)} sinceIso={data?.sinceIso ?? ''} />}
    >
      {data?.mayCoSign ? <WaitingDecisions /> : null}
    </PoliciesScreen>
  )
}

/** How often a rule was asked about, and how often needling went on all the same. */
const Rate = ({ rate, sinceIso }: { rate: RuleRate | undefined; sinceIso: string }) => {
  const t = useTranslations('contraindication.policy')
  const place = usePlace()
  if (rate === undefined) return null
  const { asked, wentOn } = rate
  const day = formatDate(localDateOf(Date.parse(sinceIso), place.zone), place.locale, 'long')
  return (
    <p>
      <span className={classes.rate}>{t('rate', { asked, wentOn, percent: Math.round((wentOn / asked) * 100) })}</span>{' '}
      <span className={classes.quiet}>{t('since', { day })}</span>
    </p>
  )
}
