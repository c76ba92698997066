'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../../../providers/trpc.ts'
import type { usePanel } from '../../keeping/use-panel.ts'
import { DraftPolicy } from './DraftPolicy.tsx'
import { PolicyHistory } from './PolicyHistory.tsx'
import { openedBy, panelWord } from './policy-draft.ts'
import { ReviewPolicy } from './ReviewPolicy.tsx'

interface PolicyPanelProps {
  word: string
  panel: ReturnType<typeof usePanel>
  onDone: (words: string) => void
}

/** What was opened beside the lists: a form, a draft beside what is in force, or every version there was. */
export const PolicyPanel = ({ word, panel, onDone }: PolicyPanelProps) => {
  const opened = openedBy(word)
  const trpc = useTRPC()
  const kind = opened?.kind ?? 'contraindication'
  const list = useQuery(trpc.clinicalPolicy.list.queryOptions({ kind }))
  if (opened === null || list.data === undefined) return null
  const { mode, key } = opened
  const entry = list.data.entries.find((one) => one.key === key) ?? null
  const common = { kind, onClose: panel.close, onDone }
  if (mode === 'draft') return <DraftPolicy {...common} entry={entry} today={list.data.date} />
  if (entry === null) return null
  if (mode === 'history') return <PolicyHistory kind={kind} entry={entry} onClose={panel.close} />
  return (
    <ReviewPolicy
      {...common}
      entry={entry}
      today={list.data.date}
      mayApprove={list.data.mayApprove}
      onWriteOn={() => panel.turnTo(panelWord({ mode: 'draft', kind, key }))}
    />
  )
}
