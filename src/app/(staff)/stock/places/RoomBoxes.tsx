'use client'

import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'use-intl/react'
import type { Suggestions } from '#features/stock/schema.ts'
import { useLotNumber } from '#ui/clinic/use-lot-number.ts'
import { Button } from '#ui/kit/Button.tsx'
import { isLocale } from '#words/locale.ts'
import { formatDate } from '#words/time.ts'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import classes from '../../keeping/keeping.module.css'
import { useSave } from '../../keeping/use-save.ts'

/** In a room, by size: the box that is open, and which to open next. */
export const RoomBoxes = ({ placeId }: { placeId: string }) => {
  const t = useTranslations('needles.room')
  const trpc = useTRPC()
  const boxes = useQuery(trpc.stock.suggest.queryOptions({ placeId }))
  const opening = useSave(trpc.stock.open.mutationOptions(), () => undefined)
  const sizes = boxes.data?.sizes ?? []
  if (sizes.length === 0) return null
  return (
    <section className={classes.section} aria-labelledby="boxes">
      <h2 id="boxes">{t('title')}</h2>
      {opening.error === null ? null : <ApiNotice error={opening.error} />}
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('size')}</th>
            <th scope="col">{t('open')}</th>
            <th scope="col">{t('next')}</th>
          </tr>
        </thead>
        <tbody>
          {sizes.map((of) => (
            <Size key={of.size} of={of} busy={opening.busy} onOpen={(lotId) => opening.send({ lotId, placeId })} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface SizeProps {
  of: Suggestions['sizes'][number]
  busy: boolean
  onOpen: (lotId: string) => void
}

const Size = ({ of: { size, open, next }, busy, onOpen }: SizeProps) => {
  const t = useTranslations('needles.room')
  const number = useLotNumber()
  const language = useLocale()
  const locale = isLocale(language) ? language : ('en' as const)
  const until = next?.expiryDate ? formatDate(next.expiryDate, locale) : null
  return (
    <tr>
      <th scope="row">{size}</th>
      <td data-label={t('open')}>
        {open === null ? t('none') : t('box', { lot: number.named(open.lotNumber), product: open.productName })}
      </td>
      <td data-label={t('next')}>
        {next === null ? (
          t('nothing')
        ) : (
          // one thing beside its label where the row is narrow
          <span>
            {t('box', { lot: number.named(next.lotNumber), product: next.productName })}
            {until === null ? null : <span className={classes.quiet}> {t('until', { date: until })}</span>}{' '}
            <Button busy={busy} onClick={() => onOpen(next.id)}>
              {t(open === null ? 'openIt' : 'swap', { lot: number.named(next.lotNumber) })}
            </Button>
          </span>
        )}
      </td>
    </tr>
  )
}
