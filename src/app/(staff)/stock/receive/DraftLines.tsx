'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { TextField } from '#ui/kit/Field.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { type DraftLine, needlesOf, problemOfLine } from './receipt-draft.ts'
import classes from './receive.module.css'
import type { Reading } from './use-reading.ts'

/** What has been scanned of the delivery, line by line; each may still be put right or taken out. */
export const DraftLines = ({ reading }: { reading: Reading }) => {
  const t = useTranslations('delivery')
  const [dropped, setDropped] = useState<DraftLine | null>(null)
  const { drafts } = reading
  return (
    <section className={classes.lines} aria-labelledby="scanned">
      <h2 id="scanned">{t('lines')}</h2>
      {dropped === null ? null : (
        <Notice tone="info" role="status" title={t('dropped', { lot: dropped.line.lotNumber })}>
          <Button
            onClick={() => {
              reading.restore(dropped)
              setDropped(null)
            }}
          >
            {t('undo')}
          </Button>
        </Notice>
      )}
      {drafts.length === 0 ? <EmptyState title={t('nothingYet')}>{t('nothingYetHint')}</EmptyState> : null}
      <ol className={classes.list}>
        {drafts.map((draft) => (
          <LineCard
            key={draft.line.key}
            draft={draft}
            onChange={(part) => reading.change(draft.line.key, part)}
            onDrop={() => {
              reading.drop(draft.line.key)
              setDropped(draft)
            }}
          />
        ))}
      </ol>
    </section>
  )
}

interface LineCardProps {
  draft: DraftLine
  onChange: (part: Partial<DraftLine>) => void
  onDrop: () => void
}

const LineCard = ({ draft, onChange, onDrop }: LineCardProps) => {
  const t = useTranslations('delivery')
  const { line, productName, size, expiryDate, packs, each } = draft
  const problem = problemOfLine(draft)
  return (
    <li className={classes.line}>
      <div className={classes.lineHead}>
        <h3>
          <bdi>{productName}</bdi> <span className={classes.quiet}>{size}</span>
        </h3>
        <p>{t('line', { lot: line.lotNumber })}</p>
        <Button kind="quiet" aria-label={t('dropLine', { lot: line.lotNumber })} onClick={onDrop}>
          <Icon name="close" />
        </Button>
      </div>
      <Warnings draft={draft} />
      <div className={classes.fields}>
        <TextField
          label={t('expiry')}
          type="date"
          required
          error={problem === 'expiry' ? t('missing.expiry') : undefined}
          value={expiryDate}
          readOnly={line.expiryDate !== null}
          onChange={({ currentTarget }) => onChange({ expiryDate: currentTarget.value })}
        />
        <TextField
          label={t('packs')}
          required
          inputMode="numeric"
          value={packs}
          onChange={({ currentTarget }) => onChange({ packs: currentTarget.value })}
        />
        <TextField
          label={t('each')}
          required
          inputMode="numeric"
          error={problem === 'needles' ? t('missing.needles') : undefined}
          value={each}
          onChange={({ currentTarget }) => onChange({ each: currentTarget.value })}
        />
        <p className={classes.total}>{t('total', { count: needlesOf(draft) })}</p>
      </div>
    </li>
  )
}

/** What stands against a box, and what nobody can be sure of. */
const Warnings = ({ draft: { setAside, otherCount, doubts } }: { draft: DraftLine }) => {
  const t = useTranslations('delivery')
  return (
    <>
      {setAside === null ? null : <Notice tone="danger" title={t(`setAside.${setAside}`)} />}
      {otherCount === null ? null : <Notice tone="due" title={t('otherCount', { count: otherCount })} />}
      {doubts.map((doubt) => (
        <Notice key={doubt} tone="due" title={doubt} />
      ))}
    </>
  )
}
