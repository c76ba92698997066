'use client'

import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import type { LotRow } from '#features/lot/schema.ts'
import { ExpiryBadge, LotStatusBadge } from '#ui/clinic/LotBadges.tsx'
import { useLotNumber } from '#ui/clinic/use-lot-number.ts'
import classes from '../../keeping/keeping.module.css'
import { usePacks } from '../use-packs.ts'

interface LotTableProps {
  lots: readonly LotRow[]
  /** Where a lot opens: who it reached is not everybody's to see. */
  hrefOf: (lotId: string) => string
}

/** On a narrow screen each lot becomes a card, its cells named by their column. */
export const LotTable = ({ lots, hrefOf }: LotTableProps) => {
  const t = useTranslations('stock')
  const number = useLotNumber()
  const packs = usePacks()
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('lot')}</th>
          <th scope="col">{t('product')}</th>
          <th scope="col">{t('size')}</th>
          <th scope="col">{t('expiry')}</th>
          <th scope="col">{t('status')}</th>
          <th scope="col" data-number="true">
            {t('onHand')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lots.map((lot) => (
          <tr key={lot.id} data-off={lot.status !== 'active' || lot.expiry === 'expired'}>
            <th scope="row">
              <Link className={classes.lotLink} href={hrefOf(lot.id)} prefetch={false}>
                {number.alone(lot.lotNumber)}
              </Link>
            </th>
            <td data-label={t('product')}>{lot.productName}</td>
            <td data-label={t('size')}>{lot.size}</td>
            <td data-label={t('expiry')}>
              <ExpiryBadge state={lot.expiry} daysLeft={lot.daysLeft} date={lot.expiryDate} />
            </td>
            <td data-label={t('status')}>
              <LotStatusBadge status={lot.status} expired={lot.expiry === 'expired'} received={lot.received} />
            </td>
            <td data-label={t('onHand')} data-number="true">
              {lot.onHand}
              <div className={classes.quiet}>{packs(lot.onHand, lot)}</div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
