'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../../../../../providers/trpc.ts'
import { useVisit } from '../visit-context.ts'

/** How far the count of this visit is beside its numbers: a second person, one put off, needles that stay in. */
export const useStanding = () => {
  const trpc = useTRPC()
  const { data } = useVisit()
  const encounterId = data.encounter?.id ?? ''
  return useQuery(trpc.needleCount.standing.queryOptions({ encounterId }, { enabled: encounterId !== '' })).data ?? null
}

/** The clinic's steps of this name, if it has any. */
export const useSteps = (key: string) => useStanding()?.texts.find((text) => text.key === key) ?? null
