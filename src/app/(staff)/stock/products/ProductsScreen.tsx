'use client'

import { useTranslations } from 'use-intl/react'
import type { ProductRow } from '#features/product/schema.ts'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import edit from '../../keeping/edit.module.css'
import { KeptList } from '../../keeping/KeptList.tsx'
import classes from '../../keeping/keeping.module.css'
import type { usePanel } from '../../keeping/use-panel.ts'
import { useRows } from '../../keeping/use-rows.ts'
import { StockFrame } from '../StockFrame.tsx'
import { ProductPanel } from './ProductPanel.tsx'

/** The needles that the clinic stocks, and the numbers by which a scan knows them. */
export const ProductsScreen = ({ mayEdit }: { mayEdit: boolean }) => {
  const t = useTranslations('product')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const list = useRows(trpc.product.list.pathKey(), (page, signal) => api.product.list.query(page, { signal }))
  const products = list.data?.pages.flatMap((page) => page.products) ?? []
  return (
    <KeptList
      Frame={StockFrame}
      say={(word) => t(word)}
      saidWhenSaved={(name) => t('saved', { name })}
      list={list}
      rows={products}
      mayAdd={mayEdit}
      formOf={(product, done) => <ProductPanel product={product} mayEdit={mayEdit} {...done} />}
    >
      {(panel) => <ProductTable products={products} panel={panel} />}
    </KeptList>
  )
}

interface ProductTableProps {
  products: readonly ProductRow[]
  panel: ReturnType<typeof usePanel>
}

const ProductTable = ({ products, panel }: ProductTableProps) => {
  const t = useTranslations('product')
  const state = useTranslations('settings.edit')
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('column.name')}</th>
          <th scope="col">{t('column.size')}</th>
          <th scope="col">{t('column.pack')}</th>
          <th scope="col">{t('column.numbers')}</th>
        </tr>
      </thead>
      <tbody>
        {products.map((product) => {
          const { id, brand, name, size, unitsPerBox, numbers, hibc, active } = product
          return (
            <tr key={id} data-off={!active}>
              <th scope="row">
                <button
                  type="button"
                  className={edit.opener}
                  aria-expanded={panel.open === id}
                  onClick={panel.opener(id)}
                >
                  <bdi>{`${brand} ${name}`.trim()}</bdi>
                </button>
                {active ? null : <span className={edit.off}> {state('retired')}</span>}
              </th>
              <td data-label={t('column.size')}>{size}</td>
              <td data-label={t('column.pack')}>{unitsPerBox === null ? '' : t('perBox', { count: unitsPerBox })}</td>
              <td data-label={t('column.numbers')}>
                {numbers.length === 0 && hibc === null ? (
                  <span className={classes.missing}>{t('noNumber')}</span>
                ) : (
                  [...numbers.map(({ gtin }) => gtin), ...(hibc === null ? [] : [hibc])].join(', ')
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
