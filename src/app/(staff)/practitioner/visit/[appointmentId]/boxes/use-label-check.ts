'use client'

import { useState } from 'react'
import type { VisitOutput } from '#features/encounter/schema.ts'
import type { ScannedLot } from '#features/lot/schema.ts'
import { useTRPCClient } from '../../../../../providers/trpc.ts'
import { useEntry } from '../use-entry.ts'

export type LabelResult =
  | { readonly kind: 'usable'; readonly lot: ScannedLot }
  | { readonly kind: 'failed'; readonly raw: string }
  | { readonly kind: 'not-started' }

/** Sends what was scanned or typed to be judged, and keeps what came of it until the next box or a press on "close". */
export const useLabelCheck = (encounter: VisitOutput['encounter']) => {
  const api = useTRPCClient()
  const [result, setResult] = useState<LabelResult | null>(null)
  const entry = useEntry((input: Parameters<typeof api.lot.scan.mutate>[0]) => api.lot.scan.mutate(input), {
    inTurn: true,
  })
  const settle = (raw: string, lot: ScannedLot | null): boolean => {
    setResult(lot === null ? { kind: 'failed', raw } : { kind: 'usable', lot })
    return lot !== null
  }
  const checkLabel = async (raw: string): Promise<boolean> => {
    if (encounter === null) {
      setResult({ kind: 'not-started' })
      return false
    }
    return settle(raw, await entry.send({ encounterId: encounter.id, raw }))
  }
  return {
    result,
    entry,
    checkLabel,
    again: async () => settle(result?.kind === 'failed' ? result.raw : '', await entry.again()),
    close: () => {
      setResult(null)
      entry.forget()
    },
  }
}

export type LabelCheck = ReturnType<typeof useLabelCheck>
