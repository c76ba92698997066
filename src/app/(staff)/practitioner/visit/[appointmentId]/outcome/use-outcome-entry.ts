'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '../../../../../providers/trpc.ts'
import { type Entry, useEntry } from '../use-entry.ts'

/** An entry about goals or scores: what they show is asked for again afterwards. */
export const useOutcomeEntry = <Sent extends { requestId: string }, Output>(
  save: (input: Sent) => Promise<Output>,
): Entry<Omit<Sent, 'requestId'>, Output> => {
  const trpc = useTRPC()
  const queries = useQueryClient()
  return useEntry(
    async (input: Sent) => {
      const output = await save(input)
      await queries.invalidateQueries(trpc.observation.pathFilter())
      return output
    },
    { inTurn: true },
  )
}
