'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import type { MatchedLot, Preview } from '#features/recall/schema.ts'
import { useLotNumber } from '#ui/clinic/use-lot-number.ts'
import { CheckField } from '#ui/kit/Field.tsx'
import classes from '../recalls.module.css'

interface MatchedLotsProps {
  preview: Preview
  leftOut: readonly string[]
  takenIn: readonly string[]
  onLeaveOut: (lotIds: string[]) => void
  onTakeIn: (lotIds: string[]) => void
}

const toggled = (list: readonly string[], id: string): string[] =>
  list.includes(id) ? list.filter((one) => one !== id) : [...list, id]

/** The lots that a notice names, ticked; and beside them those that only look like it, not ticked. A person decides. */
export const MatchedLots = ({ preview, leftOut, takenIn, onLeaveOut, onTakeIn }: MatchedLotsProps) => {
  const t = useTranslations('recall')
  const { matched, matchedCount, nearMisses, nearMissCount } = preview
  return (
    <>
      <fieldset className={classes.group}>
        <legend>{t('new.matched', { count: matchedCount })}</legend>
        <p>{t(matchedCount === 0 ? 'new.noMatch' : 'new.matchedHint')}</p>
        <ul className={classes.choices}>
          {matched.map((lot) => (
            <li key={lot.lotId}>
              <CheckField
                label={<LotLine lot={lot} />}
                checked={!leftOut.includes(lot.lotId)}
                onChange={() => onLeaveOut(toggled(leftOut, lot.lotId))}
              />
            </li>
          ))}
        </ul>
        {matchedCount > matched.length ? <p>{t('new.more', { count: matchedCount - matched.length })}</p> : null}
      </fieldset>
      {nearMissCount === 0 ? null : (
        <fieldset className={classes.group}>
          <legend>{t('new.near', { count: nearMissCount })}</legend>
          <p>{t('new.nearHint')}</p>
          <ul className={classes.choices}>
            {nearMisses.map((lot) => (
              <li key={lot.lotId}>
                <CheckField
                  label={<LotLine lot={lot}>{t(`why.${lot.why}`, { number: lot.noticeNumber ?? '' })}</LotLine>}
                  checked={takenIn.includes(lot.lotId)}
                  onChange={() => onTakeIn(toggled(takenIn, lot.lotId))}
                />
              </li>
            ))}
          </ul>
          {nearMissCount > nearMisses.length ? (
            <p>{t('new.more', { count: nearMissCount - nearMisses.length })}</p>
          ) : null}
        </fieldset>
      )}
    </>
  )
}

const LotLine = ({ lot, children }: { lot: MatchedLot; children?: ReactNode }) => {
  const t = useTranslations('recall.new')
  const number = useLotNumber()
  const parts = [lot.productName, lot.size, t('lotLine', { onHand: lot.onHand })]
  return (
    <>
      <strong>{number.alone(lot.lotNumber)}</strong> {parts.join(', ')}
      {children === undefined ? null : <> ({children})</>}
    </>
  )
}
