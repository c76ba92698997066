'use client'

import { useTranslations } from 'use-intl/react'
import type { WatchList } from '#features/stock/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import classes from '../../keeping/keeping.module.css'
import type { usePanel } from '../../keeping/use-panel.ts'

interface ProductsLeftProps extends Pick<WatchList, 'products'> {
  mayOrder: boolean
  panel: ReturnType<typeof usePanel>
}

/** How many usable needles there are of each product, and from when on it is time to order. */
export const ProductsLeft = ({ products, mayOrder, panel }: ProductsLeftProps) => {
  const t = useTranslations('needles.watch')
  const stock = useTranslations('stock')
  return (
    <section className={classes.section} aria-labelledby="products">
      <h2 id="products">{t('products')}</h2>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{stock('product')}</th>
            <th scope="col">{stock('size')}</th>
            <th scope="col" data-number="true">
              {t('usable')}
            </th>
            <th scope="col">{t('orderBelow')}</th>
          </tr>
        </thead>
        <tbody>
          {products.map(({ productId, name, size, usable, below, low }) => (
            <tr key={productId}>
              <th scope="row">{name}</th>
              <td data-label={stock('size')}>{size}</td>
              <td data-label={t('usable')} data-number="true">
                {usable} {low ? <strong>{t('low')}</strong> : null}
              </td>
              <td data-label={t('orderBelow')}>
                {below ?? t('never')}{' '}
                {mayOrder ? (
                  <Button
                    kind="quiet"
                    aria-label={t('changeLabel', { name })}
                    aria-expanded={panel.open === productId}
                    onClick={panel.opener(productId)}
                  >
                    {t('change')}
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
