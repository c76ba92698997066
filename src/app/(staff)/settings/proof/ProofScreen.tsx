'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { MonthProof } from '#features/proof/schema.ts'
import { LinkButton } from '#ui/kit/Button.tsx'
import { StackedBars } from '#ui/kit/chart/StackedBars.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { SelectField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { formatMonth } from '#words/time.ts'
import { NotYet } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { usePlace } from '../../practitioner/use-place.ts'
import { SettingsFrame } from '../SettingsFrame.tsx'
import { ProofTable } from './ProofTable.tsx'
import classes from './proof.module.css'

/** What has become of a clinic's messages: twelve months as a picture, one of them in numbers, and as a file. */
export const ProofScreen = () => {
  const t = useTranslations('proof')
  const trpc = useTRPC()
  const [month, setMonth] = useState<string | null>(null)
  const query = useQuery({ ...trpc.proof.month.queryOptions({ month }), placeholderData: keepPreviousData })
  const { data } = query
  return (
    <SettingsFrame title={t('title')} intro={t('intro')}>
      {data === undefined ? (
        <NotYet query={query} rows={6} />
      ) : (
        <>
          <Year months={data.months} />
          <Chooser proof={data} onChoose={setMonth} />
          {data.rows.length === 0 ? (
            <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
          ) : (
            <ProofTable proof={data} />
          )}
          <Notice tone="info" title={t('meaning.title')}>
            <p>{t('meaning.sent')}</p>
            <p>{t('meaning.unknown')}</p>
            <p>{t('meaning.answered')}</p>
          </Notice>
        </>
      )}
    </SettingsFrame>
  )
}

const PARTS = [
  { key: 'sent', look: 'accent' },
  { key: 'unknown', look: 'due' },
  { key: 'failed', look: 'danger' },
  { key: 'withheld', look: 'soft' },
] as const

const Year = ({ months }: { months: MonthProof['months'] }) => {
  const t = useTranslations('proof')
  const { locale } = usePlace()
  return (
    <StackedBars
      label={t('plot')}
      head={t('column.month')}
      parts={PARTS.map((part) => ({ ...part, words: t(`column.${part.key}`) }))}
      bars={months.map(({ month, rates }) => ({
        label: formatMonth(month, locale),
        // a year begins where it stands
        tick: month.endsWith('-01') ? month.slice(0, 4) : formatMonth(month, locale, 'short'),
        values: PARTS.map(({ key }) => rates[key]),
      }))}
    />
  )
}

const Chooser = ({ proof, onChoose }: { proof: MonthProof; onChoose: (month: string) => void }) => {
  const t = useTranslations('proof')
  const { locale } = usePlace()
  return (
    <div className={classes.chooser}>
      <SelectField
        label={t('month')}
        value={proof.month}
        onChange={({ currentTarget }) => onChoose(currentTarget.value)}
        required
      >
        {proof.months.toReversed().map(({ month }) => (
          <option key={month} value={month}>
            {formatMonth(month, locale)}
          </option>
        ))}
      </SelectField>
      <LinkButton href={`/api/proof?month=${proof.month}`} download>
        {t('export')}
      </LinkButton>
    </div>
  )
}
