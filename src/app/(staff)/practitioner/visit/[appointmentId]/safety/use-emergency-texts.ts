'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../../../../../providers/trpc.ts'

/** The clinic's steps, kept for as long as this screen is open. */
export const useEmergencyTexts = () => {
  const trpc = useTRPC()
  const kept = { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY }
  return useQuery(trpc.safetyPolicy.texts.queryOptions(undefined, kept)).data?.texts ?? []
}
