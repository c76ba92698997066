import { useQuery } from '@tanstack/react-query'
import { useNeedWords } from '#ui/clinic/use-need-words.ts'
import type { MatterInWords } from '#ui/clinic/WhatMatters.tsx'
import { useTRPC } from '../providers/trpc.ts'

/** What visits of somebody have to be like, among what matters. */
export const useNeedMatters = (patientId: string): MatterInWords[] => {
  const trpc = useTRPC()
  const needWords = useNeedWords()
  const { data } = useQuery(trpc.patientNeed.list.queryOptions({ patientId }))
  return (data?.needs ?? []).map((need) => ({ key: need.id, severity: 'info', words: needWords(need) }))
}
