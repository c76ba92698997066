import { useState } from 'react'
import type { ExceptionRow, Subject } from '#features/schedule/schema.ts'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import { useRows } from '../../keeping/use-rows.ts'

/** What was just saved, so that it can be undone; or that it was. */
export type ToldException =
  | { readonly id: string; readonly version: number; readonly name: string; readonly words: string }
  | 'undone'

/** What is otherwise, of one or of all that one keeps: what is to come, or what is over. */
export const useExceptions = (subject: Subject | null) => {
  const trpc = useTRPC()
  const api = useTRPCClient()
  const [past, setPast] = useState(false)
  const [told, tell] = useState<ToldException | null>(null)
  const key = [...trpc.schedule.exceptions.pathKey(), subject?.id ?? 'all', past ? 'past' : 'coming']
  const list = useRows(key, (page, signal) => api.schedule.exceptions.query({ subject, past, ...page }, { signal }))
  const rows: ExceptionRow[] = list.data?.pages.flatMap((page) => page.exceptions) ?? []
  return { list, rows, past, setPast, told, tell }
}

export type ExceptionsList = ReturnType<typeof useExceptions>
