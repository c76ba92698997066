'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl/react'
import type { PackLevel } from '#domain/lot/product.ts'
import type { LabelFacts } from '#features/product/schema.ts'
import { LinkButton } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { ChoiceField, TextField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { isLocale } from '#words/locale.ts'
import { formatDate } from '#words/time.ts'
import { NotYet } from '../../../../providers/ApiProblem.tsx'
import { problemOf } from '../../../../providers/problem.ts'
import { useTRPC } from '../../../../providers/trpc.ts'
import { SelectField } from '../../../keeping/fields.tsx'
import { StockFrame } from '../../StockFrame.tsx'
import classes from './label.module.css'

/** Labels of one lot: which, on which paper, how many; and the file to print. */
export const LabelScreen = ({ lotId }: { lotId: string }) => {
  const t = useTranslations('label')
  const trpc = useTRPC()
  const facts = useQuery(trpc.product.label.queryOptions({ lotId }))
  const nowhere = facts.isError && ['not-found', 'malformed'].includes(problemOf(facts.error))
  return (
    <StockFrame title={t('title')} intro={t('intro')}>
      {nowhere ? (
        <EmptyState title={t('notThere')} icon="search" />
      ) : facts.data === undefined ? (
        <NotYet query={facts} rows={6} />
      ) : (
        <Wanted facts={facts.data} />
      )}
    </StockFrame>
  )
}

const within = (text: string, min: number, max: number): boolean =>
  /^\d{1,3}$/.test(text) && Number(text) >= min && Number(text) <= max

const Wanted = ({ facts }: { facts: LabelFacts }) => {
  const t = useTranslations('label')
  const levels = useTranslations('product.levels')
  const language = useLocale()
  const { packs, lotNumber, expiryDate, hibc } = facts
  const [wanted, setWanted] = useState({
    kind: 'box' as 'box' | 'shelf',
    level: packs.find(({ level }) => level === 'box')?.level ?? packs[0]?.level ?? ('box' as PackLevel),
    paper: 'sheet' as 'sheet' | 'roll',
    count: '1',
    skip: '0',
  })
  const put = (part: Partial<typeof wanted>) => setWanted({ ...wanted, ...part })
  if (lotNumber === null || expiryDate === null) return <EmptyState title={t('unknown')} />
  const valid = within(wanted.count, 1, 240) && within(wanted.skip, 0, 23)
  return (
    <div className={classes.form}>
      <p className={classes.what}>
        <bdi>{facts.productName}</bdi>, {facts.size}, {t('lot')} {lotNumber},{' '}
        {formatDate(expiryDate, isLocale(language) ? language : 'en')}
      </p>
      {packs.length === 0 && hibc === null ? (
        <Notice tone="due" title={t('noCode')}>
          {t('noCodeHint')}{' '}
          <Link href="/stock/products" prefetch={false}>
            {t('toNeedles')}
          </Link>
        </Notice>
      ) : null}
      <ChoiceField
        label={t('kind')}
        name="kind"
        value={wanted.kind}
        onChange={(kind) => put({ kind: kind as typeof wanted.kind })}
        choices={[
          { value: 'box', label: t('kinds.box'), hint: t('kinds.boxHint') },
          { value: 'shelf', label: t('kinds.shelf'), hint: t('kinds.shelfHint') },
        ]}
      />
      {packs.length > 1 ? (
        <SelectField
          label={t('pack')}
          value={wanted.level}
          onChange={(level) => put({ level: level as PackLevel })}
          choices={packs.map(({ level }) => ({ value: level, label: levels(level) }))}
        />
      ) : null}
      <SelectField
        label={t('paper')}
        value={wanted.paper}
        onChange={(paper) => put({ paper: paper as typeof wanted.paper })}
        choices={(['sheet', 'roll'] as const).map((value) => ({ value, label: t(`papers.${value}`) }))}
      />
      <TextField
        label={t('count')}
        required
        inputMode="numeric"
        error={within(wanted.count, 1, 240) ? undefined : t('range', { min: 1, max: 240 })}
        value={wanted.count}
        onChange={({ currentTarget }) => put({ count: currentTarget.value })}
      />
      {wanted.paper === 'sheet' ? (
        <TextField
          label={t('skip')}
          hint={t('skipHint')}
          required
          inputMode="numeric"
          error={within(wanted.skip, 0, 23) ? undefined : t('range', { min: 0, max: 23 })}
          value={wanted.skip}
          onChange={({ currentTarget }) => put({ skip: currentTarget.value })}
        />
      ) : null}
      {valid ? (
        <p>
          <LinkButton kind="primary" href={`/api/label/${facts.lotId}?${new URLSearchParams(wanted)}`} target="_blank">
            {t('open')}
          </LinkButton>
        </p>
      ) : null}
      <p className={classes.quiet}>{t('opens')}</p>
    </div>
  )
}
