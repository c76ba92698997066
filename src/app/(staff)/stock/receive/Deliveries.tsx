'use client'

import Link from 'next/link'
import { useLocale, useTimeZone, useTranslations } from 'use-intl/react'
import type { DeliveryRow } from '#features/delivery/schema.ts'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { isLocale } from '#words/locale.ts'
import { formatDateTime } from '#words/time.ts'
import settings from '../../keeping/keeping.module.css'
import { ListStates } from '../../keeping/ListStates.tsx'
import classes from './receive.module.css'

interface DeliveriesProps {
  list: Parameters<typeof ListStates>[0]['list'] & {
    data?: { readonly pages: readonly { readonly deliveries: readonly DeliveryRow[] }[] } | undefined
  }
}

/** What came in before, the latest first. */
export const Deliveries = ({ list }: DeliveriesProps) => {
  const t = useTranslations('delivery')
  const deliveries = list.data?.pages.flatMap((page) => page.deliveries) ?? []
  return (
    <section className={settings.section} aria-labelledby="earlier">
      <h2 id="earlier">{t('earlier')}</h2>
      <ListStates
        list={list}
        count={deliveries.length}
        empty={<EmptyState title={t('none')}>{t('noneHint')}</EmptyState>}
      >
        <ul className={classes.list}>
          {deliveries.map((delivery) => (
            <DeliveryItem key={delivery.id} delivery={delivery} />
          ))}
        </ul>
      </ListStates>
    </section>
  )
}

const DeliveryItem = ({
  delivery: { supplier, noteNumber, receivedAt, receivedByName, lines },
}: {
  delivery: DeliveryRow
}) => {
  const t = useTranslations('delivery')
  const language = useLocale()
  const context = { locale: isLocale(language) ? language : ('en' as const), zone: useTimeZone() ?? 'UTC' }
  const when = formatDateTime(Date.parse(receivedAt), context)
  const needles = lines.reduce((sum, line) => sum + line.needles, 0)
  return (
    <li>
      <details className={classes.delivery}>
        <summary>
          <bdi>{supplier}</bdi>
          <span className={classes.quiet}>
            {[
              noteNumber === '' ? null : t('noteNumber', { number: noteNumber }),
              t('by', { when, name: receivedByName }),
            ]
              .filter((part) => part !== null)
              .join(', ')}
          </span>
          <span>{t('summary', { lots: lines.length, needles })}</span>
        </summary>
        <ul className={classes.received}>
          {lines.map((line) => (
            <li key={line.lotId}>
              <span>
                <bdi>{line.productName}</bdi>, {t('line', { lot: line.lotNumber ?? '' })}
              </span>
              <span>{t('total', { count: line.needles })}</span>
              {line.setAside === null ? (
                <Link href={`/stock/labels/${line.lotId}`} prefetch={false}>
                  {t('printLabels', { lot: line.lotNumber ?? '' })}
                </Link>
              ) : (
                <span className={classes.aside}>{t(`setAside.${line.setAside}`)}</span>
              )}
            </li>
          ))}
        </ul>
      </details>
    </li>
  )
}
