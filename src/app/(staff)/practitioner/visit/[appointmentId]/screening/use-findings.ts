'use client'

import { useQuery } from '@tanstack/react-query'
import type { Finding, RiskZoneNote } from '#features/contraindication/schema.ts'
import { useTRPC } from '../../../../../providers/trpc.ts'
import { useVisit } from '../visit-context.ts'

const INTERRUPTING: readonly Finding['standing'][] = ['blocked', 'asks', 'waits']

interface Findings {
  /** Dangerous, or new since it was decided (Z9). */
  readonly interrupting: readonly Finding[]
  /** Decided, left out, or only to be known. */
  readonly quiet: readonly Finding[]
  readonly zones: readonly RiskZoneNote[]
  readonly guardianSigns: boolean
}

const NOTHING: readonly never[] = []

/** Places that are being chosen, and points that were named in them. */
export interface Choosing {
  readonly areaIds: readonly string[]
  readonly points: readonly { readonly areaId: string; readonly point: string }[]
}

export const NOWHERE: Choosing = { areaIds: NOTHING, points: NOTHING }

/** What the clinic's rules say to this visit and to what is being chosen; only for who treats. */
export const useFindings = (choosing: Choosing = NOWHERE): Findings => {
  const trpc = useTRPC()
  const { data } = useVisit()
  const asked = {
    appointmentId: data.visit.appointmentId,
    ...{ areaIds: [...choosing.areaIds], points: [...choosing.points] },
  }
  const { data: found } = useQuery(
    trpc.contraindication.ofVisit.queryOptions(asked, {
      enabled: data.mayTreat,
      // while the next places are asked about, what was known of the others stays in view
      placeholderData: (before) => before,
    }),
  )
  const findings = found?.findings ?? NOTHING
  return {
    interrupting: findings.filter(({ standing }) => INTERRUPTING.includes(standing)),
    quiet: findings.filter(({ standing }) => !INTERRUPTING.includes(standing)),
    zones: found?.zones ?? NOTHING,
    guardianSigns: found?.guardianSigns ?? false,
  }
}
