'use client'

import { useState } from 'react'
import type { ScannedLot } from '#features/lot/schema.ts'

/** A box whose needles are in already: what is being said of it, and what was saved last. */
export interface FoundBoxTold {
  /** The label that was refused; its `raw` is null when nothing was scanned. Null while nobody says anything. */
  readonly asked: { readonly key: number; readonly raw: string | null } | null
  readonly saved: ScannedLot | null
  readonly begin: (raw: string | null) => void
  readonly finish: (saved: ScannedLot | null) => void
}

/** Where the form of such a box stands, whichever button opened it. */
export const useFoundBox = (): FoundBoxTold => {
  const [asked, setAsked] = useState<FoundBoxTold['asked']>(null)
  const [saved, setSaved] = useState<ScannedLot | null>(null)
  return {
    asked,
    saved,
    begin: (raw) => {
      setSaved(null)
      // another label is another box: nothing of the one before stays in the form
      setAsked((before) => ({ key: (before?.key ?? 0) + 1, raw }))
    },
    finish: (lot) => {
      setSaved(lot)
      setAsked(null)
    },
  }
}
