'use client'

import { createContext, useContext } from 'react'
import type { BodyArea } from '#domain/body/area.ts'
import type { VisitOutput } from '#features/encounter/schema.ts'
import type { VisitPart, VisitProgress } from '#ui/clinic/visit-parts.ts'
import type { FoundBoxTold } from './boxes/use-found-box.ts'
import type { Unsent } from './use-unsent.ts'

export interface VisitOnScreen {
  readonly data: VisitOutput
  readonly areas: readonly BodyArea[]
  readonly nowMs: number
  readonly progress: VisitProgress
  /** The record is open and this person is the visit's practitioner. */
  readonly treats: boolean
  /** The record is open and this person may scan, take consent and count. */
  readonly records: boolean
  readonly opened: ReadonlySet<VisitPart>
  readonly toggle: (part: VisitPart) => void
  /** Opens a part and takes the reader there, or to a place in it. */
  readonly goTo: (part: VisitPart, placeId?: string) => void
  /** Needles are being counted out: the number that went in is covered (Z13). */
  readonly counting: boolean
  readonly setCounting: (counting: boolean) => void
  readonly noteUnsaved: boolean
  readonly setNoteUnsaved: (unsaved: boolean) => void
  /** While the device is in the patient's hands the scanner is not listened to. */
  readonly setHandedOver: (handedOver: boolean) => void
  readonly checkLabel: (raw: string) => Promise<boolean>
  readonly checking: boolean
  readonly found: FoundBoxTold
  /** Needles in, out and unused that were recorded here and that the server does not have yet. */
  readonly unsent: Unsent
}

const Visit = createContext<VisitOnScreen | null>(null)

export const VisitProvider = Visit.Provider

export const useVisit = (): VisitOnScreen => {
  const visit = useContext(Visit)
  if (visit === null) throw new Error('There is no visit around this part.')
  return visit
}

/** The id of the open record. Parts that write are shown only when there is one. */
export const encounterIdOf = ({ encounter }: VisitOutput): string => encounter?.id ?? ''
