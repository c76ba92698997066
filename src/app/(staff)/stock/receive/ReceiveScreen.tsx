'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useWedgeScanner } from '#ui/kit/scan/use-wedge-scanner.ts'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import { Told } from '../../keeping/ListStates.tsx'
import { usePanel } from '../../keeping/use-panel.ts'
import { useRows } from '../../keeping/use-rows.ts'
import { ProductPanel } from '../products/ProductPanel.tsx'
import { StockFrame } from '../StockFrame.tsx'
import { ByHandPanel } from './ByHandPanel.tsx'
import { Deliveries } from './Deliveries.tsx'
import { DeliveryForm, type DeliveryHead } from './DeliveryForm.tsx'
import { DraftLines } from './DraftLines.tsx'
import { ReadBox } from './ReadBox.tsx'
import { useReading } from './use-reading.ts'

interface Received {
  readonly supplier: string
  readonly setAside: number
  readonly otherDays: readonly string[]
}

/** Needles come into the house: each box is scanned, what stands against it is said, and then all of it is received. */
export const ReceiveScreen = () => {
  const t = useTranslations('delivery')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const reading = useReading()
  const panel = usePanel()
  const places = useQuery(trpc.stock.places.queryOptions())
  const list = useRows([...trpc.delivery.list.pathKey()], (page, signal) =>
    api.delivery.list.query({ ...page, limit: 20 }, { signal }),
  )
  const [head, setHead] = useState<DeliveryHead>({ supplier: '', noteNumber: '', placeId: null })
  const [received, setReceived] = useState<Received | null>(null)
  // a needle that is being written down hears its own scans
  useWedgeScanner(reading.read, panel.open !== 'needle')
  const { aside } = reading
  const unknown = aside?.kind === 'unknown' ? aside : null
  return (
    <StockFrame
      title={t('title')}
      intro={t('intro')}
      panel={
        panel.open === 'needle' && unknown !== null ? (
          <ProductPanel
            product={null}
            read={unknown}
            mayEdit
            onClose={panel.close}
            onSaved={() => {
              panel.close()
              reading.read(unknown.raw)
            }}
          />
        ) : panel.open === 'hand' ? (
          <ByHandPanel half={aside?.kind === 'half' ? aside : null} onClose={panel.close} onAdd={reading.put} />
        ) : null
      }
    >
      {received === null ? null : (
        <Told key={received.supplier}>
          {t('done', { supplier: received.supplier })}. {t('doneHint', { count: received.setAside })}
          {received.otherDays.length === 0
            ? null
            : ` ${t('otherDays', { count: received.otherDays.length, lots: received.otherDays.join(', ') })}`}
        </Told>
      )}
      <ReadBox reading={reading} onWriteDown={panel.opener('needle')} onByHand={panel.opener('hand')} />
      <DraftLines reading={reading} />
      <DeliveryForm
        drafts={reading.drafts}
        head={head}
        onHead={setHead}
        places={places}
        suppliers={list.data?.pages[0]?.suppliers ?? []}
        onReceived={(what) => {
          setReceived({ supplier: head.supplier, ...what })
          reading.clear()
          setHead({ ...head, noteNumber: '' })
        }}
      />
      <Deliveries list={list} />
    </StockFrame>
  )
}
