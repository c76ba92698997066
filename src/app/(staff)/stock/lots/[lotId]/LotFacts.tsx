'use client'

import Link from 'next/link'
import { useLocale, useTimeZone, useTranslations } from 'use-intl/react'
import type { z } from 'zod'
import type { lotFacts } from '#features/lot/schema.ts'
import { ExpiryBadge, LotStatusBadge } from '#ui/clinic/LotBadges.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { isLocale } from '#words/locale.ts'
import { formatDateTime } from '#words/time.ts'
import classes from '../../../keeping/keeping.module.css'

type LotFactsProps = Pick<z.infer<typeof lotFacts>, 'lot' | 'recalls'>

export const LotFacts = ({ lot, recalls }: LotFactsProps) => {
  const t = useTranslations('stock')
  const language = useLocale()
  const context = { locale: isLocale(language) ? language : ('en' as const), zone: useTimeZone() ?? 'UTC' }
  return (
    <>
      <dl className={classes.facts}>
        <div>
          <dt>{t('status')}</dt>
          <dd>
            <LotStatusBadge status={lot.status} expired={lot.expiry === 'expired'} received={lot.received} />
          </dd>
        </div>
        <div>
          <dt>{t('expiry')}</dt>
          <dd>
            <ExpiryBadge state={lot.expiry} daysLeft={lot.daysLeft} date={lot.expiryDate} />
          </dd>
        </div>
        <div>
          <dt>{t('onHand')}</dt>
          <dd>
            <Link className={classes.lotLink} href={`/stock/book/${lot.id}`} prefetch={false}>
              {t('needles', { count: lot.onHand })}
            </Link>
          </dd>
        </div>
      </dl>
      {lot.status === 'active' ? (
        <Link className={classes.lotLink} href={`/stock/labels/${lot.id}`} prefetch={false}>
          {t('labels')}
        </Link>
      ) : null}
      {recalls.map(({ id, reason, reference, openedAt }) => (
        <Notice
          key={id}
          tone="danger"
          title={t('recalledOn', { when: formatDateTime(Date.parse(openedAt), context, { length: 'long' }) })}
        >
          <p>
            <bdi>{reason}</bdi>
          </p>
          {reference === null ? null : <p className={classes.quiet}>{t('reference', { reference })}</p>}
          <Link className={classes.lotLink} href={`/stock/recalls/${id}`} prefetch={false}>
            {t('recall.toCase')}
          </Link>
        </Notice>
      ))}
    </>
  )
}
