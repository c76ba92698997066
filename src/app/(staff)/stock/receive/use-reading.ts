import { useEffect, useRef, useState } from 'react'
import type { ReadPack } from '#features/delivery/schema.ts'
import { keepEntry, keptEntry } from '../../../providers/kept-entries.ts'
import { useTRPCClient } from '../../../providers/trpc.ts'
import { type DraftLine, type Heard, withPack } from './receipt-draft.ts'

/** What was read last and is not in the list: half of a pair, an unknown needle, or a label that nobody can read. */
export type Aside =
  | { readonly kind: 'heard'; readonly heard: Heard }
  | Extract<ReadPack, { kind: 'half' | 'unknown' }>
  | { readonly kind: 'refused'; readonly error: unknown }
  | null

/** A delivery of many boxes is not scanned anew because a page was left or read again: it is kept until it is received. */
const KEPT_AS = 'receiving'

/**
 * Reads labels one after the other, in the order in which they were scanned, and keeps the list of what has come in. Nothing
 * is lost when a label is scanned while the one before it is still on its way.
 */
export const useReading = () => {
  const api = useTRPCClient()
  const [drafts, setDrafts] = useState<readonly DraftLine[]>([])
  const [aside, setAside] = useState<Aside>(null)
  const [reading, setReading] = useState(0)
  const waiting = useRef<string | null>(null)
  const turn = useRef<Promise<void>>(Promise.resolve())
  const list = useRef(drafts)
  const keep = (next: readonly DraftLine[]) => {
    list.current = next
    setDrafts(next)
    keepEntry(KEPT_AS, next.length === 0 ? null : next)
  }
  useEffect(() => {
    list.current = keptEntry<readonly DraftLine[]>(KEPT_AS) ?? []
    setDrafts(list.current)
  }, [])
  const put = (pack: Extract<ReadPack, { kind: 'pack' }>) => {
    const { drafts: next, heard } = withPack(list.current, pack)
    waiting.current = null
    keep(next)
    setAside({ kind: 'heard', heard })
  }
  const readOne = async (raw: string) => {
    try {
      const read = await api.delivery.read.query({ raw, waiting: waiting.current })
      if (read.kind === 'pack') return put(read)
      waiting.current = read.kind === 'half' ? read.raw : null
      setAside(read)
    } catch (error) {
      setAside({ kind: 'refused', error })
    } finally {
      setReading((count) => count - 1)
    }
  }
  return {
    drafts,
    aside,
    busy: reading > 0,
    read: (raw: string) => {
      setReading((count) => count + 1)
      turn.current = turn.current.then(() => readOne(raw))
    },
    put,
    change: (key: string, part: Partial<DraftLine>) =>
      keep(list.current.map((draft) => (draft.line.key === key ? { ...draft, ...part } : draft))),
    drop: (key: string) => keep(list.current.filter((draft) => draft.line.key !== key)),
    restore: (draft: DraftLine) => keep([...list.current, draft]),
    forget: () => {
      waiting.current = null
      setAside(null)
    },
    clear: () => {
      waiting.current = null
      keep([])
      setAside(null)
    },
  }
}

export type Reading = ReturnType<typeof useReading>
