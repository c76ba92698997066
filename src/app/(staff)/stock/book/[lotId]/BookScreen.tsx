'use client'

import Link from 'next/link'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { PackSizes } from '#domain/lot/packs.ts'
import { ExpiryBadge, LotStatusBadge } from '#ui/clinic/LotBadges.tsx'
import { useLotNumber } from '#ui/clinic/use-lot-number.ts'
import { Button } from '#ui/kit/Button.tsx'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { ApiErrorState } from '../../../../providers/ApiProblem.tsx'
import { useTRPC, useTRPCClient } from '../../../../providers/trpc.ts'
import classes from '../../../keeping/keeping.module.css'
import { Told } from '../../../keeping/ListStates.tsx'
import { usePanel } from '../../../keeping/use-panel.ts'
import { useRows } from '../../../keeping/use-rows.ts'
import { StockFrame } from '../../StockFrame.tsx'
import { usePacks } from '../../use-packs.ts'
import { usePlaceName } from '../../use-place-name.ts'
import { BookLines } from './BookLines.tsx'
import { Corrections } from './Corrections.tsx'
import { DeedPanel } from './DeedPanel.tsx'
import { deedsOf, type May } from './deeds.ts'

/** The stock book of one lot: where it lies, what can be done with it, and every line that was written of it. */
export const BookScreen = ({ lotId, may }: { lotId: string; may: May }) => {
  const t = useTranslations('needles.book')
  const number = useLotNumber()
  const trpc = useTRPC()
  const api = useTRPCClient()
  const panel = usePanel()
  const [saved, setSaved] = useState<{ readonly key: number; readonly what: string } | null>(null)
  const list = useRows([...trpc.stock.book.pathKey(), lotId], (page, signal) =>
    api.stock.book.query({ lotId, ...page }, { signal }),
  )
  const [book] = list.data?.pages ?? []
  if (book === undefined)
    return (
      <StockFrame title={t('title')} intro={t('intro')}>
        {list.isError ? (
          <ApiErrorState error={list.error} onTryAgain={() => void list.refetch()} busy={list.isFetching} />
        ) : (
          <LoadingRows rows={8} />
        )}
      </StockFrame>
    )
  const { lot } = book
  const lines = list.data?.pages.flatMap((page) => page.lines) ?? []
  const onSaved = (what: string) => {
    panel.close()
    setSaved({ key: Date.now(), what })
  }
  return (
    <StockFrame
      title={t('of', { lot: number.named(lot.lotNumber) })}
      intro={`${lot.productName}, ${lot.size}`}
      panel={
        panel.open === null ? null : <DeedPanel what={panel.open} book={book} onClose={panel.close} onSaved={onSaved} />
      }
    >
      {saved === null ? null : <Told key={saved.key}>{saved.what}</Told>}
      <p className={classes.facts}>
        <LotStatusBadge status={lot.status} expired={lot.expiry === 'expired'} received={lot.received} />
        <ExpiryBadge state={lot.expiry} daysLeft={lot.daysLeft} date={lot.expiryDate} />
        {may.trace ? (
          <Link className={classes.lotLink} href={`/stock/lots/${lot.id}`} prefetch={false}>
            {t('reached')}
          </Link>
        ) : null}
      </p>
      <div className={classes.actions}>
        {deedsOf(book, may).map((deed) => (
          <Button key={deed} aria-expanded={panel.open === deed} onClick={panel.opener(deed)}>
            {t(`deed.${deed}`)}
          </Button>
        ))}
      </div>
      <Lies places={book.places} sizes={lot} />
      <Corrections corrections={book.corrections} />
      <BookLines list={list} lines={lines} mayTakeBack={may.move} panel={panel} />
      <Notice tone={book.agrees ? 'info' : 'danger'} title={t(book.agrees ? 'agrees' : 'disagrees')} />
    </StockFrame>
  )
}

const Lies = ({
  places,
  sizes,
}: {
  sizes: PackSizes
  places: readonly { id: string; kind: 'store' | 'room' | 'bag'; name: string | null; onHand: number; open: boolean }[]
}) => {
  const t = useTranslations('needles.book')
  const nameOf = usePlaceName()
  const packs = usePacks()
  return (
    <section className={classes.section} aria-labelledby="lies">
      <h2 id="lies">{t('lies')}</h2>
      {places.length === 0 ? <p className={classes.quiet}>{t('nowhere')}</p> : null}
      <dl className={classes.facts}>
        {places.map((place) => (
          <div key={place.id}>
            <dt>{nameOf(place)}</dt>
            <dd>
              {t('needles', { count: place.onHand })}{' '}
              <span className={classes.quiet}>{packs(place.onHand, sizes)}</span>{' '}
              {place.open ? <strong>{t('openHere')}</strong> : null}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
