'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../../../../../providers/trpc.ts'
import { useVisit } from '../visit-context.ts'

/** The paper of this visit, what was signed before, and whether needles have to come out. */
export const useConsent = () => {
  const trpc = useTRPC()
  const { data } = useVisit()
  return useQuery(trpc.consent.ofVisit.queryOptions({ appointmentId: data.visit.appointmentId }))
}
