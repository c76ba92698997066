'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { ChoiceField } from '#ui/kit/Field.tsx'
import classes from '../recalls/recalls.module.css'
import { StockFrame } from '../StockFrame.tsx'
import { ChooseDay, ChooseLot, ChoosePerson } from './Beginnings.tsx'
import { Traced } from './Traced.tsx'
import { BEGINNINGS, type Wanted } from './wanted.ts'

/** Tracing either way: one says where to begin, and the needles stand below. */
export const TraceScreen = ({ first }: { first: Wanted | null }) => {
  const t = useTranslations('recall.trace')
  const [by, setBy] = useState(first?.by ?? 'lot')
  const [wanted, setWanted] = useState(first)
  const choose = { lot: ChooseLot, person: ChoosePerson, day: ChooseDay }
  const Choose = choose[by]
  return (
    <StockFrame title={t('title')} intro={t('intro')}>
      <div className={classes.form}>
        <ChoiceField
          label={t('by')}
          name="by"
          value={by}
          onChange={(value) => setBy(BEGINNINGS.find((one) => one === value) ?? 'lot')}
          choices={[
            { value: 'lot', label: t('byLot') },
            { value: 'person', label: t('byPerson') },
            { value: 'day', label: t('byDay') },
          ]}
          required
        />
        <Choose onChoose={setWanted} />
      </div>
      {wanted === null ? null : <Traced key={JSON.stringify(wanted)} wanted={wanted} />}
    </StockFrame>
  )
}
