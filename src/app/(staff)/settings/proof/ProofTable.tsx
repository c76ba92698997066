'use client'

import { useTranslations } from 'use-intl/react'
import { TIERS } from '#domain/aftercare/triage.ts'
import type { MonthProof, RatesOutput } from '#features/proof/schema.ts'
import keeping from '../../keeping/keeping.module.css'
import { useProofWords } from '../../visit-proof/use-proof-words.ts'
import classes from './proof.module.css'

const COLUMNS = [
  'plan',
  'practitioner',
  'messages',
  'sent',
  'unknown',
  'failed',
  'withheld',
  'waiting',
  'answered',
] as const

/** One month by plan and practitioner, and together. */
export const ProofTable = ({ proof: { month, months, rows } }: { proof: MonthProof }) => {
  const t = useTranslations('proof')
  const { kindWords } = useProofWords()
  const together = months.find((one) => one.month === month)?.rates
  return (
    <table className={keeping.table}>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" data-number={column !== 'plan' && column !== 'practitioner'}>
              {t(`column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ plan, planName, kind, practitionerName, rates }) => (
          <tr key={`${plan} ${kind} ${practitionerName}`}>
            <th scope="row">{planName ?? plan ?? kindWords(kind ?? '')}</th>
            <td data-label={t('column.practitioner')}>
              <bdi>{practitionerName ?? t('nobody')}</bdi>
            </td>
            <Numbers rates={rates} />
          </tr>
        ))}
        {together === undefined ? null : (
          <tr className={classes.total}>
            <th scope="row">{t('total')}</th>
            <td />
            <Numbers rates={together} />
          </tr>
        )}
      </tbody>
    </table>
  )
}

const Numbers = ({ rates }: { rates: RatesOutput }) => {
  const t = useTranslations('proof')
  const { reasonWords } = useProofWords()
  const share = (count: number, of: number) => (of === 0 ? String(count) : t('share', { count, share: count / of }))
  const arrived = (['delivered', 'returned'] as const).filter((key) => rates[key] > 0)
  const tiers = TIERS.filter((tier) => (rates.tiers[tier] ?? 0) > 0)
  return (
    <>
      <Cell name="messages" value={String(rates.messages)} />
      <Cell
        name="sent"
        value={share(rates.sent, rates.messages - rates.waiting)}
        more={arrived.map((key) => t('whyLine', { reason: t(`column.${key}`), count: rates[key] }))}
      />
      <Cell name="unknown" value={String(rates.unknown)} />
      <Cell name="failed" value={String(rates.failed)} />
      <Cell
        name="withheld"
        value={String(rates.withheld)}
        more={rates.why.map(({ reason, count }) => t('whyLine', { reason: reasonWords(reason), count }))}
      />
      <Cell name="waiting" value={String(rates.waiting)} />
      <Cell
        name="answered"
        value={
          rates.asked === 0
            ? t('nobody')
            : t('ofAsked', { answered: rates.answered, asked: rates.asked, share: rates.answered / rates.asked })
        }
        more={tiers.map((tier) => t('tier.line', { tier: t(`tier.${tier}`), count: rates.tiers[tier] ?? 0 }))}
      />
    </>
  )
}

const Cell = ({
  name,
  value,
  more = [],
}: {
  name: (typeof COLUMNS)[number]
  value: string
  more?: readonly string[]
}) => {
  const t = useTranslations('proof.column')
  return (
    <td data-label={t(name)} data-number="true">
      <span className={classes.value}>
        {value}
        {more.map((line) => (
          <span key={line} className={classes.soft}>
            {line}
          </span>
        ))}
      </span>
    </td>
  )
}
