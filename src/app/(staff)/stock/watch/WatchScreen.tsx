'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { WatchList } from '#features/stock/schema.ts'
import { ExpiryBadge } from '#ui/clinic/LotBadges.tsx'
import { useLotNumber } from '#ui/clinic/use-lot-number.ts'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { ApiErrorState } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import classes from '../../keeping/keeping.module.css'
import { Told } from '../../keeping/ListStates.tsx'
import { usePanel } from '../../keeping/use-panel.ts'
import { StockFrame } from '../StockFrame.tsx'
import { OrderPanel } from './OrderPanel.tsx'
import { ProductsLeft } from './ProductsLeft.tsx'

/** What to look at: what runs low, what expires or has expired, what is set aside, what nobody uses. */
export const WatchScreen = ({ mayOrder }: { mayOrder: boolean }) => {
  const t = useTranslations('needles.watch')
  const entry = useTranslations('needles.entry')
  const trpc = useTRPC()
  const panel = usePanel()
  const [saved, setSaved] = useState<string | null>(null)
  const watch = useQuery(trpc.stock.watch.queryOptions())
  const product = watch.data?.products.find(({ productId }) => productId === panel.open) ?? null
  return (
    <StockFrame
      title={entry('watch')}
      intro={t('intro')}
      panel={
        product === null ? null : (
          <OrderPanel
            key={product.productId}
            product={product}
            onClose={panel.close}
            onSaved={() => {
              panel.close()
              setSaved(product.name)
            }}
          />
        )
      }
    >
      {saved === null ? null : <Told key={saved}>{t('saved', { name: saved })}</Told>}
      {watch.isPending ? <LoadingRows rows={8} /> : null}
      {watch.isError && watch.data === undefined ? (
        <ApiErrorState error={watch.error} onTryAgain={() => void watch.refetch()} busy={watch.isFetching} />
      ) : null}
      {watch.data === undefined ? null : (
        <>
          <Lots lots={watch.data.lots} />
          <ProductsLeft products={watch.data.products} mayOrder={mayOrder} panel={panel} />
        </>
      )}
    </StockFrame>
  )
}

const Lots = ({ lots }: Pick<WatchList, 'lots'>) => {
  const t = useTranslations('needles.watch')
  const stock = useTranslations('stock')
  const number = useLotNumber()
  return (
    <section className={classes.section} aria-labelledby="lots">
      <h2 id="lots">{t('lots')}</h2>
      {lots.length === 0 ? <EmptyState title={t('nothing')} /> : null}
      {lots.length === 0 ? null : (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{stock('lot')}</th>
              <th scope="col">{stock('product')}</th>
              <th scope="col">{t('why')}</th>
              <th scope="col">{stock('expiry')}</th>
              <th scope="col" data-number="true">
                {stock('onHand')}
              </th>
            </tr>
          </thead>
          <tbody>
            {lots.map(({ lot, signs, idleDays }) => (
              <tr key={lot.id}>
                <th scope="row">
                  <Link className={classes.lotLink} href={`/stock/book/${lot.id}`} prefetch={false}>
                    {number.alone(lot.lotNumber)}
                  </Link>
                </th>
                <td data-label={stock('product')}>
                  {lot.productName}, {lot.size}
                </td>
                <td data-label={t('why')}>{signs.map((sign) => t(`sign.${sign}`, { days: idleDays })).join(', ')}</td>
                <td data-label={stock('expiry')}>
                  <ExpiryBadge state={lot.expiry} daysLeft={lot.daysLeft} date={lot.expiryDate} />
                </td>
                <td data-label={stock('onHand')} data-number="true">
                  {lot.onHand}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
