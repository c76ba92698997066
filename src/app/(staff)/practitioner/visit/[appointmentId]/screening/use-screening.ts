'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../../../../../providers/trpc.ts'
import { useVisit } from '../visit-context.ts'

/** The questions of this visit with what is answered; only for who treats. */
export const useScreening = () => {
  const trpc = useTRPC()
  const { data } = useVisit()
  return useQuery(
    trpc.screening.ofVisit.queryOptions({ appointmentId: data.visit.appointmentId }, { enabled: data.mayTreat }),
  )
}
