import { useQuery } from '@tanstack/react-query'
import { heldAreas } from '#domain/recovery/area-hold.ts'
import { ANYWHERE_AREA, everyLeaf } from '#domain/recovery/areas.ts'
import { useTRPC } from '../../providers/trpc.ts'
import { type Place, useBody, useRestWords } from './use-rest-words.ts'

/** Until when each area of a patient is on hold, in words, by area id; regions are taken apart into their leaves. */
export const useHeldAreas = (patientId: string | null, place: Place): Readonly<Record<string, string>> => {
  const trpc = useTRPC()
  const say = useRestWords(place)
  const body = useBody() ?? []
  const asked = { patientId: patientId ?? NOBODY }
  const holds = useQuery(trpc.areaHold.list.queryOptions(asked, { enabled: patientId !== null })).data?.holds ?? []
  if (patientId === null) return {}
  return Object.fromEntries(
    holds.flatMap(({ areaIds, endsIso, placedByName }) => {
      const { leaves } = heldAreas(areaIds, body)
      const held = leaves.includes(ANYWHERE_AREA) ? everyLeaf(body) : [...leaves, ...areaIds]
      return held.map((areaId) => [areaId, say.holdUntil(endsIso, placedByName)] as const)
    }),
  )
}

/** Stands in a question that is not asked. */
const NOBODY = '00000000-0000-4000-8000-000000000000'
