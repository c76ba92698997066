import { useQuery } from '@tanstack/react-query'
import { displayName } from '#domain/body/area.ts'
import { useTRPC } from '../../../providers/trpc.ts'
import { usePlace } from '../../practitioner/use-place.ts'

/** One thing that a version says, under its name. */
export type Said = readonly [label: string, value: string]

const HOUR_MS = 3_600_000

/** The names of what policies are about: conditions and areas of the body. */
export const usePolicyNames = () => {
  const trpc = useTRPC()
  const { locale } = usePlace()
  const areas = useQuery(trpc.bodyArea.list.queryOptions(undefined, { staleTime: HOUR_MS })).data?.areas ?? []
  const conditions = useQuery(trpc.clinicalPolicy.conditions.queryOptions()).data?.conditions ?? []
  return {
    areas,
    conditions,
    area: (id: string): string => {
      const found = areas.find((one) => one.id === id)
      return found === undefined ? id : displayName(found, locale, 'staff')
    },
    condition: (code: string): string => conditions.find((one) => one.code === code)?.name[locale] ?? code,
  }
}
