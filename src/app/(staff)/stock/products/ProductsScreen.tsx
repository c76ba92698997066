'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { ProductRow } from '#features/product/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import edit from '../../keeping/edit.module.css'
import classes from '../../keeping/keeping.module.css'
import { ListStates, Told } from '../../keeping/ListStates.tsx'
import { usePanel } from '../../keeping/use-panel.ts'
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
  const panel = usePanel()
  const [saved, setSaved] = useState<string | null>(null)
  const open = products.find(({ id }) => id === panel.open) ?? null
  return (
    <StockFrame
      title={t('title')}
      intro={t('intro')}
      aside={
        mayEdit ? (
          <Button kind="primary" aria-expanded={panel.open === 'new'} onClick={panel.opener('new')}>
            {t('new')}
          </Button>
        ) : undefined
      }
      panel={
        panel.open === 'new' || open !== null ? (
          <ProductPanel
            key={panel.open}
            product={open}
            mayEdit={mayEdit}
            onClose={panel.close}
            onSaved={(name) => {
              panel.close()
              setSaved(name)
            }}
          />
        ) : null
      }
    >
      {saved === null ? null : <Told key={saved}>{t('saved', { name: saved })}</Told>}
      <ListStates
        list={list}
        count={products.length}
        empty={<EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>}
      >
        <ProductTable products={products} panel={panel} />
      </ListStates>
    </StockFrame>
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
