'use client'

import type { LotBook } from '#features/stock/schema.ts'
import { ExpiryPanel } from './ExpiryPanel.tsx'
import { LeavePanel } from './LeavePanel.tsx'
import { MovePanel } from './MovePanel.tsx'
import { OpenPanel } from './OpenPanel.tsx'
import { StatusPanel, TakeBackPanel } from './ReasonPanel.tsx'

export interface DeedProps {
  book: LotBook
  onClose: () => void
  /** What was done, in a sentence. */
  onSaved: (what: string) => void
}

/** What is being done with a lot, beside its book. */
export const DeedPanel = ({ what, ...deed }: DeedProps & { what: string }) => {
  if (what === 'open') return <OpenPanel {...deed} />
  if (what === 'move') return <MovePanel {...deed} />
  if (what === 'write-off') return <LeavePanel {...deed} />
  if (what === 'expiry') return <ExpiryPanel {...deed} />
  if (what.startsWith('back:')) return <TakeBackPanel key={what} entryId={what.slice('back:'.length)} {...deed} />
  return <StatusPanel {...deed} releases={what === 'release'} />
}
